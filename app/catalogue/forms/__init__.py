"""Forms: form-js schemas read, answers cleaned, values shown. Pure: knows no database, no web, no clock.

form = read(schema)                                           # FormRefused lists what is wrong with the schema
clean(form, answers, context=variables, at=now, zone="UTC")   # InvalidForm has a sentence for each wrong answer
"""

from app.catalogue.forms.cleaning import Clean, clean
from app.catalogue.forms.errors import FormRefused
from app.catalogue.forms.field import Field, Form
from app.catalogue.forms.lint import problems
from app.catalogue.forms.reading import read
from app.catalogue.forms.shaping import shape
from app.catalogue.forms.showing import Shown, shown
from app.catalogue.forms.sight import FileFact, Sight
from app.catalogue.forms.view import blocks, initial, mistakes

__all__ = [
    "Clean",
    "Field",
    "FileFact",
    "Form",
    "FormRefused",
    "Shown",
    "Sight",
    "blocks",
    "clean",
    "initial",
    "mistakes",
    "problems",
    "read",
    "shape",
    "shown",
]
