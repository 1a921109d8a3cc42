-- The same case in the logs of several agencies (commune, department, union) is one case: same
-- commune, employer and kind of dispute, received within so many days (a variable) of each other.
-- Two cases of one agency are never the same: the first of one agency is the first of another, the
-- second the second. The agency that prevails on the commune says when and how; the others' entries
-- stay as further witnesses (`place_in_case` 2, 3, …). Without claimants, whom the lake does not
-- hold, this is as near as one gets.
with
    precedences as (
        select agency_code, commune_code, min(precedence) as precedence
        from {{ ref("int_commune_obligations") }}
        where form = 'dispute_log'
        group by agency_code, commune_code
    ),

    disputes as (
        select
            cases.*,
            coalesce(precedences.precedence, 9) as precedence,
            cases.employer_key <> ''
            and cases.received_on is not null
            and cases.dispute_type is not null as can_match,
            lag(cases.received_on) over (
                partition by cases.commune_code, cases.employer_key, cases.dispute_type
                order by cases.received_on, cases.agency_code, cases.record_id
            ) as received_before
        from {{ ref("int_current_dispute_cases") }} as cases
        left join
            precedences
            on cases.agency_code = precedences.agency_code
            and cases.commune_code = precedences.commune_code
        where not cases.is_stoppage
    ),

    -- a run of cases of one employer, each within the limit of the one before
    in_runs as (
        select
            *,
            sum(
                case
                    when
                        {{ dbt.datediff("received_before", "received_on", "day") }}
                        <= {{ var("case_match_days") }}
                    then 0
                    else 1
                end
            ) over (
                partition by commune_code, employer_key, dispute_type
                order by received_on, agency_code, record_id
                rows between unbounded preceding and current row
            ) as run_no
        from disputes
    ),

    ordered as (
        select
            *,
            case when can_match then '' else record_id end as alone,
            row_number() over (
                partition by
                    commune_code,
                    employer_key,
                    dispute_type,
                    run_no,
                    agency_code,
                    case when can_match then '' else record_id end
                order by received_on, record_id
            ) as case_of_agency
        from in_runs
    ),

    placed as (
        select
            *,
            row_number() over (
                partition by commune_code, employer_key, dispute_type, run_no, alone, case_of_agency
                -- of two that prevail alike (an office before the merger, a commune after it) the
                -- newer
                order by precedence, log_period desc, agency_code, record_id
            ) as place_in_case
        from ordered
    ),

    named as (
        select
            *,
            first_value(event_period) over (
                partition by commune_code, employer_key, dispute_type, run_no, alone, case_of_agency
                order by place_in_case
            ) as case_period
        from placed
    )

select
    record_id,
    load_id,
    sheet,
    row_no,
    agency_code,
    commune_code,
    place_in_case,
    case_period,
    log_period,
    closing_period,
    mediation_period,
    received_on,
    coalesce(received_on_cell, employer_cell) as received_cell,
    dispute_type,
    channel,
    cause,
    mediator_received_on,
    mediator_received_on_cell,
    mediation_ended_on,
    mediation_ended_on_cell,
    is_exempt,
    mediation_result,
    mediation_result_cell,
    closed_on,
    outcome
from named
