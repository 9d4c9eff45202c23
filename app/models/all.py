"""Imports every table, so that migrations and create_all see the whole schema."""

from app.models.added_work import AddedWork
from app.models.approval import Approval
from app.models.approval_question import ApprovalQuestion
from app.models.approval_round import ApprovalRound
from app.models.article import Article
from app.models.attempt import Attempt
from app.models.beginning import Beginning
from app.models.calendar import Calendar
from app.models.call import Call
from app.models.candidate import Candidate
from app.models.canned_answer import CannedAnswer
from app.models.capacity import Capacity
from app.models.clock import Clock, ClockSegment
from app.models.comment import Comment
from app.models.connector import Connector
from app.models.correction import Correction
from app.models.data_store import DataStore
from app.models.decision_link import DecisionLink
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.delegation import Delegation
from app.models.entitlement import Entitlement
from app.models.entrance import Entrance
from app.models.file import File
from app.models.group import Group
from app.models.heartbeat import Heartbeat
from app.models.idempotency_key import IdempotencyKey
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.kept_answers import KeptAnswers
from app.models.mail_text import MailText
from app.models.membership import Membership
from app.models.message import Message
from app.models.message_wait import MessageWait
from app.models.notice import Notice
from app.models.nudge import Nudge
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.person_limit import PersonLimit
from app.models.plan import Plan
from app.models.presence import Presence
from app.models.proof import Proof
from app.models.quality_check import QualityCheck
from app.models.question import Question
from app.models.reading import Reading
from app.models.reckoning import Reckoning
from app.models.refusal import Refusal
from app.models.repair import Repair
from app.models.request import Request
from app.models.request_link import RequestLink
from app.models.saved_view import SavedView
from app.models.schedule import Schedule
from app.models.seen import Seen
from app.models.session import Session
from app.models.setting import Setting
from app.models.skill import Skill
from app.models.stand_in import StandIn
from app.models.standstill import Standstill
from app.models.substitute import Substitute
from app.models.suspension import Suspension
from app.models.task import Task
from app.models.tick import Tick
from app.models.timer import Timer
from app.models.token import Token
from app.models.token_move import TokenMove
from app.models.turn import Turn
from app.models.watcher import Watcher

TABLES = (
    Person,
    PersonLimit,
    Group,
    Membership,
    Substitute,
    StandIn,
    Session,
    Token,
    Definition,
    DefinitionVersion,
    Request,
    Instance,
    Task,
    Candidate,
    Approval,
    ApprovalRound,
    ApprovalQuestion,
    Comment,
    File,
    Timer,
    Call,
    MessageWait,
    Message,
    Outbox,
    Incident,
    Journal,
    IdempotencyKey,
    Setting,
    Connector,
    Heartbeat,
    KeptAnswers,
    Attempt,
    Entitlement,
    Proof,
    SavedView,
    Schedule,
    Entrance,
    Beginning,
    QualityCheck,
    Question,
    Seen,
    AddedWork,
    Plan,
    RequestLink,
    Article,
    Reading,
    DecisionLink,
    Correction,
    Nudge,
    Delegation,
    Skill,
    Capacity,
    Turn,
    Reckoning,
    Refusal,
    Calendar,
    Clock,
    ClockSegment,
    Suspension,
    Standstill,
    Presence,
    Watcher,
    Repair,
    Notice,
    MailText,
    Tick,
    CannedAnswer,
    TokenMove,
    DataStore,
)
