{# Every version of a table's descriptive attributes, from the change log.

   Needs a CTE "log" with one row per change of the keys to build: the key, the attributes, updated_by, created_at,
   is_deleted, source_ts_ms, source_lsn, source_txid, source_offset. Leaves a CTE "versions": one row per version, with
   its number, its validity in milliseconds, and whether a deletion ended it.

   One version at most per commit and key: the last image by LSN and offset. Commit times that run backwards (a clock
   was set) are held at the latest one before, so intervals never overlap. #}
{% macro attribute_versions(key, attributes) -%}
commits as (
    select *
    from log
    qualify row_number() over (
        partition by {{ key }}, source_txid, source_ts_ms
        order by source_lsn desc, source_offset desc
    ) = 1
),

compared as (
    select
        commits.*,
        max(source_ts_ms) over (
            partition by {{ key }} order by source_lsn, source_offset
            rows between unbounded preceding and current row
        ) as valid_from_ms,
        {% for attribute in attributes -%}
        lag({{ attribute }}) over (partition by {{ key }} order by source_lsn, source_offset)
            as previous_{{ attribute }},
        {% endfor -%}
        coalesce(
            lag(is_deleted) over (partition by {{ key }} order by source_lsn, source_offset), true
        ) as was_absent
    from commits
),

turns as (
    select *
    from compared
    where (is_deleted and not was_absent)
        or (not is_deleted and was_absent)
        {%- for attribute in attributes %}
        or (not is_deleted and {{ attribute }} is distinct from previous_{{ attribute }})
        {%- endfor %}
),

intervals as (
    select
        turns.*,
        lead(valid_from_ms) over (partition by {{ key }} order by source_lsn, source_offset) as valid_to_ms,
        coalesce(
            lead(is_deleted) over (partition by {{ key }} order by source_lsn, source_offset), false
        ) as ends_in_deletion
    from turns
),

versions as (
    select
        intervals.*,
        row_number() over (partition by {{ key }} order by source_lsn, source_offset) as version_number
    from intervals
    where not is_deleted
)
{%- endmacro %}

{# Stable across rebuilds: a version is named by its row's id and the log position that began it. #}
{% macro version_key(id) -%}
    md5(cast({{ id }} as varchar) || '|' || cast(source_lsn as varchar))
{%- endmacro %}

{# The versions of a dimension with the interval in which a fact joins them. A row exists before anything can refer to
   it, so the first version also takes what a clock dated before it. #}
{% macro joinable_versions(dimension, id, columns) -%}
    select
        {{ columns | join(', ') }},
        case
            when version_number = 1 then cast('1900-01-01 00:00:00' as timestamp_ntz)
            else valid_from
        end as joins_from,
        coalesce(
            lead(valid_from) over (partition by {{ id }} order by version_number),
            cast('9999-12-31 00:00:00' as timestamp_ntz)
        ) as joins_to
    from {{ dimension }}
{%- endmacro %}
