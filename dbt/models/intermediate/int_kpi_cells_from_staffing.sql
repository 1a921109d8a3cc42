-- The numerator of CI-09: officers in full-time equivalents of all offices, of the year, in each of
-- its quarters. Stated for the province alone.
with
    staffed as (
        select
            staffing.*,
            periods.period,
            'CI-09' as kpi_id,
            'numerator' as role,
            '{{ var("province_code") }}' as commune_code,
            'năm '
            || cast(staffing.staffed_year as {{ dbt.type_string() }})
            || ': '
            || staffing.stated_in as note
        from {{ ref("stg_reference__staffing") }} as staffing
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on periods.period_calendar = 'BCDK'
            and periods.year = staffing.staffed_year
    )

    {{
        kpi_cells(
            "staffed",
            {
                "kind": "'reference'",
                "load_id": "null",
                "agency_code": "agency_code",
                "file_name": "'data/reference/staffing.csv'",
                "form": "null",
                "sheet": "null",
                "cell": "null",
                "row_no": "null",
                "column_name": "'officers_fte'",
                "value": "officers_fte",
                "note": "note",
                "source_used": "'staffing'",
            },
        )
    }}
