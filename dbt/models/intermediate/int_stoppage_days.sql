-- The days not worked in each stoppage, split over the quarters in which they occur: the total
-- that the log states by the working days of a six-day week in each quarter; where no total is
-- stated, peak × these working days, an estimate. A stoppage that lies on days off alone is split
-- by calendar days. One that is still going on counts to the end of the quarter of its log, and a
-- part in a later quarter only once the commune's log of that quarter has come.
with
    days as (select * from {{ ref("stg_reference__working_days") }}),

    quarters as (
        select periods.*
        from {{ ref("int_calendar_periods") }} as periods
        inner join
            {{ ref("forms") }} as forms
            on periods.period_calendar = forms.period_calendar
            and forms.form = 'stoppage_log'
    ),

    reported as (
        select distinct commune_code, period
        from {{ ref("int_winning_tables") }}
        where form = 'stoppage_log'
    ),

    events as (
        select
            events.*,
            logs.ends_on as log_ends_on,
            -- a blank end alone may be a gap in the log; with "đang giải quyết" it goes on
            events.ended_on is null
            and coalesce(events.outcome, '') = 'pending'
            and logs.ends_on >= events.started_on as is_going_on
        from {{ ref("int_stoppage_events") }} as events
        left join quarters as logs on events.log_period = logs.period
        where events.form = 'stoppage_log'
    ),

    -- a stoppage whose end nobody knows lies in the quarter in which it began
    spans as (
        select
            *,
            case
                when is_going_on then log_ends_on else coalesce(ended_on, started_on)
            end as last_day,
            ended_on is not null or is_going_on as has_end
        from events
    ),

    parts as (
        select
            spans.*,
            quarters.period as day_period,
            case
                when spans.started_on > quarters.starts_on
                then spans.started_on
                else quarters.starts_on
            end as part_from,
            case
                when spans.last_day < quarters.ends_on then spans.last_day else quarters.ends_on
            end as part_to
        from spans
        inner join
            quarters
            on spans.started_on <= quarters.ends_on
            and spans.last_day >= quarters.starts_on
    ),

    counted as (
        select
            parts.*,
            {{ dbt.datediff("parts.part_from", "parts.part_to", "day") }} + 1 as calendar_days,
            last_days.factory_day_no
            - first_days.factory_day_no
            + case when first_days.is_factory_day then 1 else 0 end as factory_days
        from parts
        left join days as first_days on parts.part_from = first_days.day
        left join days as last_days on parts.part_to = last_days.day
    ),

    totals as (
        select
            *,
            sum(factory_days) over (partition by record_id) as all_factory_days,
            sum(calendar_days) over (partition by record_id) as all_calendar_days
        from counted
    ),

    shares as (
        select
            *,
            case
                when coalesce(all_factory_days, 0) > 0 then factory_days else calendar_days
            end as days_of_part,
            case
                when coalesce(all_factory_days, 0) > 0 then all_factory_days else all_calendar_days
            end as days_of_event
        from totals
    )

select
    shares.record_id,
    shares.load_id,
    shares.sheet,
    shares.row_no,
    shares.commune_code,
    shares.zone_code,
    shares.day_period as period,
    case
        when shares.days_not_worked is not null
        then 1.0 * shares.days_not_worked * shares.days_of_part / shares.days_of_event
        when shares.has_end
        then 1.0 * shares.workers_involved * shares.days_of_part
    end as days_not_worked,
    case
        when shares.days_not_worked is not null
        then shares.days_not_worked_cell
        else shares.workers_involved_cell
    end as cell,
    case
        when shares.days_not_worked is not null then 'days_not_worked' else 'workers_involved'
    end as column_name,
    case
        when shares.days_not_worked is null and not shares.has_end
        then 'không ghi ngày công, không ghi ngày kết thúc'
        when shares.days_not_worked is null
        then
            'ước tính: số người cao nhất × '
            || cast(shares.days_of_part as {{ dbt.type_string() }})
            || ' ngày làm việc (tuần 6 ngày)'
        when shares.days_of_part < shares.days_of_event
        then
            'phần của quý: '
            || cast(shares.days_of_part as {{ dbt.type_string() }})
            || '/'
            || cast(shares.days_of_event as {{ dbt.type_string() }})
            || ' ngày làm việc'
    end as note,
    shares.days_not_worked is null
    or shares.is_days_estimate
    or shares.is_preliminary
    or shares.is_going_on as is_limited
from shares
inner join
    reported on shares.commune_code = reported.commune_code and shares.day_period = reported.period
