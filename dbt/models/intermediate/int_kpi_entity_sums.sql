-- What counts once within an area and a span: an employer inspected in two communes, a decision
-- over several of them, a session that three agencies report. Recomputed from the cells at every
-- level; of several cells of the same entity the largest counts.
with
    entities as (
        select
            cells.kpi_id,
            cells.member_code,
            cells.period as event_period,
            cells.role,
            cells.entity_key,
            max(cells.amount) as amount
        from {{ ref("int_kpi_cells_by_member") }} as cells
        inner join
            {{ ref("int_kpi_member_quarters") }} as quarters
            on cells.kpi_id = quarters.kpi_id
            and cells.member_code = quarters.member_code
            and cells.period = quarters.period
        where
            cells.entity_key is not null
            and cells.amount is not null
            and case
                when cells.role = 'numerator'
                then quarters.is_numerator_used
                else quarters.is_denominator_used
            end
        group by cells.kpi_id, cells.member_code, cells.period, cells.role, cells.entity_key
    ),

    once as (
        select
            entities.kpi_id,
            members.area_code,
            spans.period_calendar,
            spans.period,
            spans.period_span,
            entities.role,
            entities.entity_key,
            max(entities.amount) as amount
        from entities
        inner join
            {{ ref("int_kpi_span_quarters") }} as spans
            on entities.kpi_id = spans.kpi_id
            and entities.role = spans.role
            and entities.event_period = spans.event_period
        inner join
            {{ ref("int_kpi_member_values") }} as counted
            on entities.kpi_id = counted.kpi_id
            and entities.member_code = counted.member_code
            and spans.period_calendar = counted.period_calendar
            and spans.period = counted.period
            and spans.period_span = counted.period_span
            and counted.is_counted
        inner join
            {{ ref("int_area_members") }} as members on entities.member_code = members.member_code
        group by
            entities.kpi_id,
            members.area_code,
            spans.period_calendar,
            spans.period,
            spans.period_span,
            entities.role,
            entities.entity_key
    )

select
    kpi_id,
    area_code,
    period_calendar,
    period,
    period_span,
    sum(case when role = 'numerator' then amount end) as numerator,
    sum(case when role = 'denominator' then amount end) as denominator
from once
group by kpi_id, area_code, period_calendar, period, period_span
