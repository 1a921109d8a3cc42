-- Employers as the social insurance knows them at the end of the quarter, in the list that counts
-- for each commune.
select
    winning.commune_code,
    winning.period,
    periods.ends_on,
    winning.load_id,
    records.record_id,
    records.sheet,
    records.row_no,
    records.insured,
    records.insured_cell,
    records.due_to_date_vnd,
    records.due_to_date_vnd_cell,
    records.late_social_vnd,
    records.late_social_vnd_cell,
    records.late_health_vnd,
    records.late_health_vnd_cell,
    records.late_unemployment_vnd,
    records.late_unemployment_vnd_cell,
    records.late_interest_vnd,
    records.late_interest_vnd_cell,
    records.late_total_vnd,
    records.late_total_vnd_cell,
    records.evaded_vnd,
    records.evaded_vnd_cell,
    records.months_late,
    records.months_late_cell,
    records.urged_over_60_days,
    records.late_social_vnd is not null
    or records.late_health_vnd is not null
    or records.late_unemployment_vnd is not null as has_parts
from {{ ref("int_winning_tables") }} as winning
inner join {{ ref("forms") }} as forms on winning.form = forms.form
inner join
    {{ ref("int_calendar_periods") }} as periods
    on winning.period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join
    {{ ref("stg_lake__insured_employers") }} as records
    on winning.load_id = records.load_id
    and winning.table_no = records.table_no
    and winning.commune_code = records.commune_code
    and winning.period = coalesce(records.period, winning.stated_period)
where winning.form = 'social_insurance'
