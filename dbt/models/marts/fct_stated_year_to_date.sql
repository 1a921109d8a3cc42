-- Luỹ kế as summary forms state it beside the sum of their own quarters. Indicators never take the
-- stated number; where the two disagree appendix 04 of the briefing names the cell.
select
    stated.commune_code,
    stated.agency_code,
    agencies.agency_name,
    forms.form,
    forms.form_name,
    stated.period,
    forms.period_calendar,
    stated.column_name,
    stated.column_label,
    stated.unit,
    stated.stated_value,
    stated.summed_value,
    stated.stated_value - stated.summed_value as difference,
    stated.stated_value = stated.summed_value as agrees,
    stated.explanation,
    stated.load_id,
    loads.file_name,
    loads.file_sha256,
    stated.sheet,
    cast(stated.row_no as integer) as {{ adapter.quote("row") }},
    stated.cell
from {{ ref("int_stated_year_to_date") }} as stated
inner join {{ ref("forms") }} as forms on forms.form = 'outreach_summary'
inner join
    {{ ref("int_observed_periods") }} as periods
    on stated.period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join {{ ref("stg_ledger__loads") }} as loads on stated.load_id = loads.load_id
left join
    {{ ref("stg_reference__agencies") }} as agencies on stated.agency_code = agencies.agency_code
order by stated.commune_code, stated.period, stated.column_name, stated.load_id, stated.cell
