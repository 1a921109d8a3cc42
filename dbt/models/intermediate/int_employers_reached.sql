-- The employers that each outreach session reached, by the tax codes that the list names. An
-- employer stands with the commune of its register: the session's own where it works there, else
-- the one of its newest register until then. Its size is that of the same register.
with
    registered as (
        select registered.*, {{ remove_pattern("employers.tax_code", "[^0-9]") }} as tax_digits
        from {{ ref("int_registered_employers") }} as registered
        inner join
            {{ ref("stg_lake__employers") }} as employers
            on registered.record_id = employers.record_id
    ),

    codes as (select distinct tax_digits, employer_id from registered where tax_digits <> ''),

    sessions as (
        select *
        from {{ ref("int_matched_outreach_sessions") }}
        where tax_codes is not null and not is_embedded
    ),

    named as (
        select distinct
            sessions.record_id,
            sessions.load_id,
            sessions.sheet,
            sessions.row_no,
            sessions.tax_code_cell,
            sessions.event_period as period,
            sessions.commune_code as session_commune_code,
            codes.employer_id
        from sessions
        inner join codes on ';' || sessions.tax_codes || ';' like '%;' || codes.tax_digits || ';%'
    ),

    placed as (
        select
            named.*,
            registered.commune_code,
            registered.workers,
            registered.is_active,
            row_number() over (
                partition by named.record_id, named.employer_id
                order by
                    case
                        when registered.commune_code = named.session_commune_code then 0 else 1
                    end,
                    registered.period desc,
                    registered.workers desc,
                    registered.record_id
            ) as place
        from named
        inner join
            registered
            on named.employer_id = registered.employer_id
            and registered.period <= named.period
    )

select *
from placed
where place = 1
