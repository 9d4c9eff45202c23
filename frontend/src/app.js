// What every page runs. Pages work without it; it only makes them answer faster.
import htmx from "htmx.org";
import { closeMenus } from "./menus.js";
import { listenToKeys } from "./keys.js";
import { guardForms } from "./submits.js";
import { askWhy } from "./deciding.js";
import { keepFocus } from "./focus.js";
import { keepLive } from "./live.js";
import { tellSeen } from "./seen.js";
import { letToastsGo } from "./toasts.js";
import { centreDiagrams, showMore } from "./diagrams.js";
import { chooseTheme } from "./theme.js";
import { keepAnswers } from "./kept.js";
import { keepWriting } from "./writing.js";
import { tellPresence } from "./presence.js";
import { nameFiles } from "./files.js";
import { offerCanned } from "./canned.js";
import { nameReaders } from "./naming.js";
import { rememberReading } from "./reading.js";
import "./form.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0; // a page of somebody signed out must not lie in the browser's storage
htmx.config.scrollIntoViewOnBoost = false;

chooseTheme();
closeMenus();
guardForms();
listenToKeys();
letToastsGo();
keepLive();
askWhy();
keepFocus();
tellSeen();
keepAnswers();
keepWriting();
tellPresence();
nameFiles();
offerCanned();
nameReaders();
rememberReading();
centreDiagrams();
showMore();
