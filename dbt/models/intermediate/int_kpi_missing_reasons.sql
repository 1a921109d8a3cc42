-- Why a commune has no value in a quarter, were it to have none. null (no report), 0 (none) and na
-- (no population) never mix.
with
    judged as (
        select
            rules.kpi_id,
            communes.commune_code,
            periods.period,
            periods.period_calendar,
            rules.missing_numerator_reason,
            rules.missing_denominator_reason,
            breaks.reason as break_reason,
            case
                when quarters.has_numerator and quarters.has_blank_denominator
                then 'blank'
                when quarters.has_numerator
                then 'no denominator'
                when quarters.has_blank_numerator
                then 'blank'
                when breaks.came_by <> 'commune'
                then 'before the merger'
                when duties.was_accepted or owed.kpi_id is null
                then 'unstated'
                when duties.kpi_id is null
                then 'free'
                when duties.was_sent
                then 'returned'
                else 'silent'
            end as cause
        from {{ ref("int_kpi_rules") }} as rules
        inner join
            {{ ref("int_observed_periods") }} as periods
            on rules.period_calendar = periods.period_calendar
        cross join {{ ref("stg_reference__communes") }} as communes
        left join
            {{ ref("int_kpi_member_quarters") }} as quarters
            on rules.kpi_id = quarters.kpi_id
            and communes.commune_code = quarters.member_code
            and periods.period = quarters.period
        left join
            {{ ref("int_kpi_duties") }} as duties
            on rules.kpi_id = duties.kpi_id
            and communes.commune_code = duties.member_code
            and periods.period = duties.period
        left join
            (select distinct kpi_id from {{ ref("int_kpi_duties") }}) as owed
            on rules.kpi_id = owed.kpi_id
        left join
            {{ ref("int_commune_break") }} as breaks
            on rules.primary_form = breaks.form
            and communes.commune_code = breaks.commune_code
            and periods.period = breaks.period
    )

select
    kpi_id,
    commune_code,
    period,
    period_calendar,
    cause,
    case
        cause
        when 'blank'
        then 'báo cáo để trống số liệu này'
        when 'no denominator'
        then missing_denominator_reason
        when 'before the merger'
        then break_reason
        when 'unstated'
        then missing_numerator_reason
        when 'free'
        then 'không có nghĩa vụ báo cáo trong kỳ'
        when 'returned'
        then 'chưa có báo cáo (bản đã gửi bị trả lại)'
        else 'chưa có báo cáo'
    end as reason
from judged
