-- A session that several agencies held together and each of them lists is one session: same
-- commune, day, place and lead unit. Two rows of one agency are never the same session. The agency
-- that prevails on the commune tells how many came (`place_in_session` 1). What was embedded in
-- another event ("lồng ghép") is counted apart.
with
    precedences as (
        select agency_code, commune_code, min(precedence) as precedence
        from {{ ref("int_commune_obligations") }}
        where form = 'outreach_sessions'
        group by agency_code, commune_code
    ),

    sessions as (
        select
            sessions.*,
            coalesce(precedences.precedence, 9) as precedence,
            case
                when
                    sessions.held_on is not null
                    and sessions.place_key <> ''
                    and sessions.lead_key <> ''
                then ''
                else sessions.record_id
            end as alone
        from {{ ref("int_current_outreach_sessions") }} as sessions
        left join
            precedences
            on sessions.agency_code = precedences.agency_code
            and sessions.commune_code = precedences.commune_code
    ),

    ordered as (
        select
            *,
            row_number() over (
                partition by commune_code, held_on, place_key, lead_key, alone, agency_code
                order by record_id
            ) as session_of_agency
        from sessions
    )

select
    *,
    coalesce(session_form, '') = 'embedded' as is_embedded,
    row_number() over (
        partition by commune_code, held_on, place_key, lead_key, alone, session_of_agency
        order by precedence, agency_code, record_id
    ) as place_in_session
from ordered
