"""Where each claim of docs/bpmn.md is tested: row of a table (and column, of the events) -> file and tests.

Files are given below tests/ and without `test_`, tests without `test_` too.
"""

_E, _L = "workflows/elements/", "workflows/loader/"

BEGINNINGS = {
    "start event, plain": {
        f"{_E}level": "a_plain_start_is_where_it_begins_and_others_when_named, only_one_start_begins",
        "workflows/lint/handlers": "several_starts",
    },
    "timer start": {"app/operations/schedules": "it_orders_when_due_and_waits_for_the_next_turn"},
    "message start": {"app/operations/beginnings": "a_message_begins_a_request_of_the_items_owner"},
    "signal start": {"app/operations/signals": "a_signal_begins_a_request_for_the_item_that_says_so"},
    "conditional start": {"workflows/lint/handlers": "several_starts"},
    "multiple start": {"app/operations/beginnings": "each_definition_of_a_multiple_start_begins_one"},
}
EVENTS = {
    "none throw": {f"{_E}throw_event": "one_without_a_definition_just_passes"},
    "none end": {f"{_E}level": "without_start_end_or_ids_it_begins_and_ends_where_nothing_leads"},
    "message catch": {
        f"{_E}catch_event": "messages_by_name_and_key_enter_by_their_mappings, "
        "a_receive_task_waits_and_may_have_a_boundary_event"
    },
    "message border": {f"{_E}boundary_event": "message_boundary_events_interrupting_and_not"},
    "message throw": {f"{_E}throw_event": "thrown_messages_leave_with_what_the_mappings_say"},
    "message end": {f"{_E}throw_event": "thrown_messages_leave_with_what_the_mappings_say"},
    "timer catch": {f"{_E}subscription": "every_way_to_say_when"},
    "timer border": {f"{_E}boundary_event": "a_reminder_fires_its_number_of_times_each_under_a_new_id"},
    "signal catch": {f"{_E}catch_event": "a_signal_reaches_every_wait_in_the_instance_and_leaves_it"},
    "signal border": {f"{_E}watcher": "a_non_interrupting_multiple_event_goes_on_waiting_for_each"},
    "signal throw": {"app/operations/signals": "it_goes_from_the_instance_that_throws_to_all_others"},
    "signal end": {f"{_E}throw_event": "a_signal_end_event_throws"},
    "conditional catch": {f"{_E}catch_event": "conditional_events_look_at_the_variables_after_every_command"},
    "conditional border": {f"{_E}watcher": "a_condition_that_holds_only_for_a_moment_is_seen"},
    "error border": {f"{_E}propagation": "a_failed_call_is_caught_by_the_boundary_with_its_code"},
    "error end": {f"{_E}propagation": "an_error_end_is_caught_outside_its_sub_process_and_ends_all_in_it"},
    "escalation border": {f"{_E}propagation": "an_escalation_goes_on_beside_or_instead"},
    "escalation throw": {f"{_E}propagation": "an_escalation_that_nobody_catches_passes_on_as_a_notice"},
    "escalation end": {f"{_E}propagation": "an_escalation_end_event_of_a_called_process_reaches_the_caller"},
    "link catch": {f"{_E}link_event": "several_throw_and_one_catches"},
    "link throw": {f"{_E}link_event": "several_throw_and_one_catches"},
    "terminate end": {f"{_E}throw_event": "terminate_in_a_sub_process_ends_only_that"},
    "compensation border": {f"{_E}compensation": "what_was_completed_is_undone_the_last_first"},
    "compensation handler": {
        f"{_E}compensation_scopes": "an_event_sub_process_for_compensation_undoes_its_sub_process_"
        "and_decides_what_is_undone_in_it"
    },
    "compensation throw": {f"{_E}compensation_event": "a_throw_may_name_one_activity_and_another_the_rest"},
    "compensation end": {f"{_E}compensation_event": "an_end_waits_for_what_it_has_undone"},
    "cancel border": {f"{_E}transaction": "cancelling_ends_what_is_open_undoes_what_is_done_and_leaves_by_the_border"},
    "cancel end": {f"{_E}transaction": "a_cancel_from_a_sub_process_inside_cancels_the_transaction_around_it"},
    "multiple catch": {f"{_E}watcher": "a_multiple_event_in_the_flow_waits_for_any"},
    "multiple border": {f"{_E}watcher": "a_multiple_boundary_event_also_catches_errors"},
    "multiple throw": {f"{_E}throw_event": "a_multiple_event_throws_all_its_definitions"},
    "multiple end": {f"{_E}throw_event": "a_multiple_event_throws_all_its_definitions"},
    "parallel multiple catch": {f"{_E}watcher": "a_parallel_multiple_event_waits_for_all"},
    "parallel multiple border": {
        f"{_E}watcher": "a_parallel_multiple_boundary_event_begins_anew_when_all_have_happened"
    },
    **{
        f"{kind} handler": {f"{_E}event_sub_process": "every_kind_at_the_level_of_the_process"}
        for kind in ("message", "timer", "signal", "conditional", "error", "escalation")
    },
    **{
        f"{kind} handler": {
            f"{_E}event_sub_process_handlers": "a_multiple_start_begins_it_by_any_and_a_parallel_multiple_one_by_all"
        }
        for kind in ("multiple", "parallel multiple")
    },
}
GATEWAYS = {
    "exclusive gateway": {f"{_E}exclusive_gateway": "the_first_condition_in_order_wins_and_the_default_is_last"},
    "inclusive gateway": {f"{_E}inclusive_gateway": "an_inclusive_join_waits_for_exactly_the_ways_taken"},
    "parallel gateway": {f"{_E}parallel_gateway": "a_parallel_join_takes_one_token_of_each_flow_and_keeps_the_rest"},
    "event-based gateway": {f"{_E}event_based_gateway": "the_first_event_behind_an_event_gateway_ends_the_others"},
    "complex gateway": {f"{_E}complex_gateway": "two_of_three_go_on_and_the_third_is_swallowed"},
}
ACTIVITIES = {
    "user task": {"app/web/api/journey": "an_order_is_approved"},
    "manual task, task": {f"{_E}user_task": "a_bare_task_and_a_manual_task_wait_for_a_person"},
    "service task": {f"{_E}propagation": "a_failed_call_is_caught_by_the_boundary_with_its_code"},
    "send task": {f"{_E}throw_event": "thrown_messages_leave_with_what_the_mappings_say"},
    "receive task": {f"{_E}catch_event": "a_receive_task_waits_and_may_have_a_boundary_event"},
    "script task": {f"{_E}script_task": "a_script_gives_its_value_and_knows_decimals", f"{_E}python_script": ""},
    "business rule task": {
        f"{_E}business_rule_task": "the_decision_becomes_the_result_variable_and_leaves_by_the_mappings"
    },
    "sub-process": {f"{_E}sub_process": "a_sub_process_is_over_with_its_last_token"},
    "transaction": {f"{_E}transaction": "one_that_nobody_cancels_goes_on_as_a_sub_process"},
    "ad hoc sub-process": {f"{_E}ad_hoc_sub_process": "", "browser/steps": ""},
    "call activity": {f"{_E}call_activity": "a_called_process_sees_its_inputs_only_and_gives_its_outputs_only"},
    "multi-instance": {f"{_E}multi_instance": "", f"{_E}every_activity": "it_may_be_done_for_each_of_several"},
    "standard loop": {f"{_E}standard_loop": "every_activity_may_be_repeated_and_interrupted"},
    "compensation handler": {f"{_E}compensation": "a_handler_may_be_a_multi_instance_or_a_sub_process"},
    "globalTask": {f"{_L}global_tasks": "a_call_becomes_the_task_with_its_people"},
}
DATA = {
    "pool, message flow": {f"{_L}canonical": "only_executable_processes_are_loaded"},
    "lane": {"app/catalogue/drawing/picture": "a_lone_pool_leaves_the_stage_to_its_lanes"},
    "data object": {
        "workflows/translation/data": "all_references_to_an_object_are_one_variable, "
        "an_object_of_a_sub_process_lives_with_it"
    },
    "data association": {
        "workflows/translation/data": "a_transformation_and_assignments, an_arrow_to_nothing_is_an_error"
    },
    "data input, data output": {
        "workflows/translation/data": "data_go_in_under_the_name_of_the_input_and_out_under_that_of_the_object"
    },
    "data store": {
        f"{_E}data_store": "what_one_request_writes_another_reads, only_an_association_sees_it",
        "app/operations/data_stores": "nothing_of_what_many_write_at_once_is_lost",
        "workflows/translation/data": "a_data_store_that_no_arrow_gives_a_value_is_a_drawing_and_says_so",
        f"{_L}canonical": "data_stores_that_nothing_shows_are_refused",
    },
    "group, annotation": {f"{_L}unread": "what_is_only_shown"},
    "choreography, conversation": {f"{_L}unread": "what_no_process_can_hold_is_refused"},
}
CLAIMS = BEGINNINGS | {f"event: {key}": told for key, told in EVENTS.items()} | GATEWAYS | ACTIVITIES | DATA
