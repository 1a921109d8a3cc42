-- What the register says of labour relations at each active employer at the end of a quarter. A
-- column that the sender's table does not have has no cell address here.
select
    registered.commune_code,
    registered.period,
    periods.ends_on,
    registered.load_id,
    registered.sheet,
    registered.row_no,
    registered.employer_id,
    zones.zone_code,
    employers.workers,
    employers.workers_cell,
    employers.workers_insured,
    employers.workers_insured_cell,
    employers.workers_liable,
    employers.workers_liable_cell,
    employers.contracts_indefinite,
    employers.contracts_indefinite_cell,
    employers.contracts_definite,
    employers.contracts_definite_cell,
    employers.has_union,
    employers.has_union_cell,
    employers.has_agreement,
    employers.has_agreement_cell,
    employers.agreement_expires_on,
    employers.last_dialogue_on,
    employers.last_dialogue_on_cell
from {{ ref("int_registered_employers") }} as registered
inner join
    {{ ref("stg_lake__employers") }} as employers on registered.record_id = employers.record_id
inner join {{ ref("forms") }} as forms on forms.form = 'employer_register'
inner join
    {{ ref("int_calendar_periods") }} as periods
    on registered.period = periods.period
    and forms.period_calendar = periods.period_calendar
left join
    {{ ref("stg_reference__industrial_zones") }} as zones
    on zones.name_keys like '%|' || {{ fold_text("trim(employers.industrial_zone)") }} || '|%'
where registered.is_active
