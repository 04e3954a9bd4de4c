{# A database commit time, kept in BRONZE as milliseconds since 1970, as a UTC timestamp. In days and the rest, so that
   both numbers stay small. #}
{% macro commit_time(milliseconds) -%}
    dateadd(
        'millisecond', {{ milliseconds }} % 86400000,
        dateadd(
            'day', ({{ milliseconds }} - {{ milliseconds }} % 86400000) / 86400000,
            cast('1970-01-01 00:00:00' as timestamp_ntz)
        )
    )
{%- endmacro %}

{# Whether a change is a deletion; such a row carries the image before it. #}
{% macro is_deletion(alias) -%}
    coalesce({{ alias }}.__deleted = 'true' or {{ alias }}.__op = 'd', false)
{%- endmacro %}

{# Where a change stands in the log. Staging models carry these columns behind their own. #}
{% macro change_columns(alias) -%}
    {{ is_deletion(alias) }} as is_deleted,
    coalesce({{ alias }}.__op = 'r', false) as is_snapshot,
    cast({{ alias }}.__source_ts_ms as number(19, 0)) as source_ts_ms,
    cast({{ alias }}.__source_ts_ms as number(19, 0)) as first_source_ts_ms,
    cast({{ alias }}.__source_lsn as number(19, 0)) as source_lsn,
    cast({{ alias }}.__partition as number(10, 0)) as source_partition,
    cast({{ alias }}.__offset as number(19, 0)) as source_offset,
    cast({{ alias }}.__offset as number(19, 0)) as last_offset
{%- endmacro %}

{# The join and the condition that leave only changes which this model has not seen. Loads are gapless per partition,
   so the newest offset of each partition tells. #}
{% macro only_new_changes(alias) -%}
    {%- if is_incremental() %}
    left join (
        select source_partition, max(last_offset) as last_offset
        from {{ this }}
        group by source_partition
    ) seen on seen.source_partition = {{ alias }}.__partition
    where seen.last_offset is null or {{ alias }}.__offset > seen.last_offset
    {%- endif -%}
{%- endmacro %}

{# The latest image of every key among the new changes, taken together with what this model holds of those keys: a
   change that arrives late (lower LSN) does not win, but is counted as seen. #}
{% macro latest_image(key, columns) -%}
affected as (
    select
        {{ key }}, {{ columns | join(', ') }}, is_deleted, is_snapshot, source_ts_ms, first_source_ts_ms,
        source_lsn, source_partition, source_offset, last_offset
    from changes
    {%- if is_incremental() %}
    union all
    select
        {{ key }}, {{ columns | join(', ') }}, is_deleted, is_snapshot, source_ts_ms, first_source_ts_ms,
        source_lsn, source_partition, source_offset, last_offset
    from {{ this }}
    where {{ key }} in (select {{ key }} from changes)
    {%- endif %}
),

latest as (
    select
        affected.*,
        min(first_source_ts_ms) over (partition by {{ key }}) as key_first_source_ts_ms,
        max(last_offset) over (partition by {{ key }}) as key_last_offset
    from affected
    qualify row_number() over (partition by {{ key }} order by source_lsn desc, source_offset desc) = 1
)

select
    {{ key }},
    {{ columns | join(',\n    ') }},
    is_deleted,
    is_snapshot,
    {{ commit_time('key_first_source_ts_ms') }} as first_committed_at,
    {{ commit_time('source_ts_ms') }} as committed_at,
    source_ts_ms,
    key_first_source_ts_ms as first_source_ts_ms,
    source_lsn,
    source_partition,
    source_offset,
    key_last_offset as last_offset
from latest
{%- endmacro %}
