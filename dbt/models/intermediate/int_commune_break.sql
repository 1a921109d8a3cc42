-- What stands behind each commune in the quarters before the merger, form by form: the former units
-- that lie in it now, and whether their figures came by commune, for whole districts only, in part,
-- or not at all. A commune that cannot be compared says why.
with
    whole as (
        select old_code, count(distinct commune_code) = 1 as is_whole
        from {{ ref("int_former_units") }}
        group by old_code
    ),

    parts as (
        select
            history.commune_code,
            history.district_code,
            history.district_name,
            count(*) as old_units,
            sum(case when whole.is_whole then 1 else 0 end) as whole_units
        from {{ ref("int_former_units") }} as history
        inner join whole on history.old_code = whole.old_code
        group by history.commune_code, history.district_code, history.district_name
    ),

    owed as (
        select distinct
            parts.commune_code,
            parts.district_code,
            parts.district_name,
            parts.old_units,
            parts.whole_units,
            obligations.form,
            periods.period,
            periods.period_calendar
        from parts
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on parts.district_code = agencies.district_code
        inner join
            {{ ref("stg_reference__obligations") }} as obligations
            on agencies.agency_code = obligations.agency_code
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on obligations.period_calendar = periods.period_calendar
            and periods.ends_on between obligations.valid_from and obligations.valid_to
        where periods.ends_on < cast('{{ var("merger_on") }}' as date)
    ),

    winning as (
        select distinct form, commune_code, period, agency_district_code
        from {{ ref("int_winning_tables") }}
    ),

    told as (
        select
            owed.*,
            case
                when of_part.form is not null or of_all.form is not null
                then 'commune'
                when of_district.form is not null
                then 'district'
                else 'none'
            end as came_by
        from owed
        left join
            winning as of_part
            on owed.form = of_part.form
            and owed.period = of_part.period
            and owed.commune_code = of_part.commune_code
            and owed.district_code = of_part.agency_district_code
        left join
            winning as of_district
            on owed.form = of_district.form
            and owed.period = of_district.period
            and owed.district_code = of_district.commune_code
        -- a department that tells the communes apart speaks for all districts
        left join
            winning as of_all
            on owed.form = of_all.form
            and owed.period = of_all.period
            and owed.commune_code = of_all.commune_code
            and of_all.agency_district_code is null
    ),

    summed as (
        select
            commune_code,
            form,
            period,
            period_calendar,
            sum(old_units) as old_units,
            sum(whole_units) as whole_units,
            count(*) as districts,
            sum(case when came_by = 'commune' then 1 else 0 end) as by_commune,
            sum(case when came_by = 'district' then 1 else 0 end) as by_district,
            {{ dbt.listagg("district_name", "', '", "order by district_code") }} as district_names,
            {{
                dbt.listagg(
                    "case when came_by = 'district' then district_name end",
                    "', '",
                    "order by district_code",
                )
            }} as only_by_district,
            {{
                dbt.listagg(
                    "case when came_by = 'none' then district_name end",
                    "', '",
                    "order by district_code",
                )
            }} as silent_districts
        from told
        group by commune_code, form, period, period_calendar
    ),

    judged as (
        select
            *,
            case
                when by_commune = districts
                then 'commune'
                when by_district = districts
                then 'district'
                when by_commune + by_district = 0
                then 'none'
                else 'partly'
            end as came_by
        from summed
    )

select
    commune_code,
    form,
    period,
    period_calendar,
    cast(old_units as integer) as old_units,
    cast(whole_units as integer) as whole_units,
    district_names,
    came_by,
    case
        when came_by = 'commune' and whole_units = old_units then 'hạn chế' else 'không'
    end as comparability,
    case
        when came_by = 'commune' and whole_units = old_units
        then
            'trước 01/7/2025: cộng từ '
            || cast(cast(old_units as integer) as {{ dbt.type_string() }})
            || ' đơn vị cũ thuộc '
            || district_names
        when came_by = 'commune'
        then 'trước 01/7/2025: có đơn vị cũ nay thuộc nhiều xã, phường'
        when came_by = 'none'
        then 'trước 01/7/2025: ' || silent_districts || ' chưa có báo cáo'
        else
            'trước 01/7/2025: '
            || coalesce(only_by_district || ' chỉ báo cáo số chung, không chia theo xã, phường', '')
            || case
                when only_by_district is not null and silent_districts is not null then '; ' else ''
            end
            || coalesce(silent_districts || ' chưa có báo cáo', '')
    end as reason
from judged
