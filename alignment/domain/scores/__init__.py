"""The scores of a pair (measurement.md, section 5), from single items to one overall number."""

from .changes import Change, change_threshold, overall_change, topic_change
from .items import ITEM_FLAGS, NOT_ELIGIBLE, Flag, ItemScore, ItemView, flag_of, score_item
from .pair import SCORING_VERSION, STALE_AFTER_DAYS, OverallScore, PairScores, is_stale, score_pair
from .plan import Direction, ItemSpec, Plan, TopicSpec
from .profile import Part, Profile, decompose, profile_of
from .quality import (
    STRAIGHT_LINE_FROM,
    count_no_read,
    is_straight_lined,
    longest_straight_line,
    who_does_not_know,
)
from .readable import readable_sheet
from .topics import Importance, TopicScore, score_topic
from .trace import DISTANCE_RULES, GAP_RULE, Trace
from .views import TopicView

__all__ = [
    "DISTANCE_RULES",
    "GAP_RULE",
    "ITEM_FLAGS",
    "NOT_ELIGIBLE",
    "SCORING_VERSION",
    "STALE_AFTER_DAYS",
    "STRAIGHT_LINE_FROM",
    "Change",
    "Direction",
    "Flag",
    "Importance",
    "ItemScore",
    "ItemSpec",
    "ItemView",
    "OverallScore",
    "PairScores",
    "Part",
    "Plan",
    "Profile",
    "TopicScore",
    "TopicSpec",
    "TopicView",
    "Trace",
    "change_threshold",
    "count_no_read",
    "decompose",
    "flag_of",
    "is_stale",
    "is_straight_lined",
    "longest_straight_line",
    "overall_change",
    "profile_of",
    "readable_sheet",
    "score_item",
    "score_pair",
    "score_topic",
    "topic_change",
    "who_does_not_know",
]
