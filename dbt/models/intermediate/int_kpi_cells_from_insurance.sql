-- LR-06 and LR-07 from what the social insurance states of each employer at the end of the quarter.
-- Interest is left out of arrears; the amount due is the insurance's own cumulated figure of the
-- year, so nothing is added over quarters. An employer counts where its row states both sides.
with
    thresholds as (
        select value, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to
        from {{ ref("kpi_thresholds") }}
        where kpi_id = 'LR-07' and threshold = 'months_late'
    ),

    insured as (
        select employers.*, thresholds.value as months_limit
        from {{ ref("int_insured_employers") }} as employers
        inner join
            thresholds on employers.ends_on between thresholds.valid_from and thresholds.valid_to
    ),

    -- column, condition, weight, note: the parts where they are stated, else the total less
    -- interest
    {% set arrears = [
        ("late_social_vnd", "has_parts", 1, "chậm đóng BHXH"),
        ("late_health_vnd", "has_parts", 1, "chậm đóng BHYT"),
        ("late_unemployment_vnd", "has_parts", 1, "chậm đóng BHTN"),
        ("late_total_vnd", "not has_parts", 1, "tổng số chậm đóng"),
        (
            "late_interest_vnd",
            "not has_parts and late_total_vnd is not null",
            -1,
            "trừ tiền lãi",
        ),
        ("evaded_vnd", "(has_parts or late_total_vnd is not null)", 1, "trốn đóng"),
    ] %}

    cells as (
        {% for column, condition, weight, note in arrears %}
            select
                'LR-06' as kpi_id,
                commune_code,
                period,
                'numerator' as role,
                load_id,
                sheet,
                row_no,
                '{{ column }}' as column_name,
                {{ column }}_cell as cell,
                cast({{ column }} as double) as value,
                {{ weight }} as weight,
                '{{ note }}' as note
            from insured
            where
                due_to_date_vnd is not null and {{ condition }}
                {% if column in ("late_total_vnd", "late_interest_vnd", "evaded_vnd") %}
                    and {{ column }}_cell is not null
                {% endif %}
            union all
        {% endfor %}
        select
            'LR-06',
            commune_code,
            period,
            'denominator',
            load_id,
            sheet,
            row_no,
            'due_to_date_vnd',
            due_to_date_vnd_cell,
            due_to_date_vnd,
            1,
            'phải thu luỹ kế từ đầu năm'
        from insured
        where has_parts or late_total_vnd is not null
        union all
        select
            'LR-07',
            commune_code,
            period,
            'numerator',
            load_id,
            sheet,
            row_no,
            'insured',
            insured_cell,
            case
                when months_late is null
                then null
                when months_late >= months_limit
                then insured
                else 0
            end,
            1,
            case
                when months_late > 0
                then 'chậm đóng ' || {{ format_number_vi("months_late", 0) }} || ' tháng'
                else 'không chậm đóng'
            end
        from insured
        union all
        select
            'LR-07',
            commune_code,
            period,
            'denominator',
            load_id,
            sheet,
            row_no,
            'insured',
            insured_cell,
            insured,
            1,
            'số lao động tham gia BHXH'
        from insured
        where months_late is not null
    )

    {{
        kpi_cells(
            "cells",
            {
                "form": "'social_insurance'",
                "weight": "weight",
                "note": "note",
                "source_used": "'social_insurance'",
            },
        )
    }}
