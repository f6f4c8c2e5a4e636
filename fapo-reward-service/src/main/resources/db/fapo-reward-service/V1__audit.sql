-- What was answered: keys (unpartitioned, so that they can be unique), and append-only audit partitioned by month.

create schema if not exists fapo_reward;

create sequence fapo_reward.group_seq increment by 1024;

-- The idempotency key of a group, once per revision. The latest revision is the answer.
create table fapo_reward.group_key (
  run_id        text collate "C" not null,
  run_attempt   bigint           not null,
  step          bigint           not null,
  group_id      text collate "C" not null,
  group_attempt bigint           not null,
  revision      integer          not null,
  group_seq     bigint           not null,
  scored_at     timestamptz      not null,
  content_hash  bytea            not null,
  primary key (run_id, step, run_attempt, group_id, group_attempt, revision)
);

create table fapo_reward.group_score (
  group_seq       bigint           not null,
  scored_at       timestamptz      not null,
  run_id          text             not null,
  run_attempt     bigint           not null,
  step            bigint           not null,
  group_id        text             not null,
  group_attempt   bigint           not null,
  revision        integer          not null,
  content_hash    bytea            not null,
  status          text             not null,
  degraded_cause  text             not null,
  no_signal_cause text             not null,
  size            integer          not null,
  right_count     integer          not null,
  flawed_count    integer          not null,
  unscored_count  integer          not null,
  mean_reward     double precision,
  policy          bytea            not null,
  problem         bytea            not null,
  reference_count integer          not null,
  reference_bytes bytea            not null,
  primary key (group_seq, scored_at)
) partition by range (scored_at);

comment on column fapo_reward.group_score.reference_bytes is
  'reference answers in order, each as a 4-byte big-endian length and its bytes';

create table fapo_reward.rollout_score (
  group_seq       bigint      not null,
  scored_at       timestamptz not null,
  rollout_index   integer     not null,
  rollout_id      text        not null,
  content_hash    bytea       not null,
  answer          text        not null,
  verdict         text        not null,
  verdict_step    integer,
  response_tokens integer,
  reward          double precision,
  outcome         double precision,
  flaw            double precision,
  overlong        double precision,
  advantage       double precision,
  solution        bytea       not null,
  result          bytea       not null,
  primary key (group_seq, rollout_index, scored_at)
) partition by range (scored_at);

comment on column fapo_reward.rollout_score.solution is
  'the text as it came: bytea, since text refuses NUL and anything that is not UTF-8';

-- Texts are kept uncompressed: compressing them made the commit of a batch a quarter slower.
alter table fapo_reward.rollout_score alter column solution set storage external;

create table fapo_reward.group_score_default partition of fapo_reward.group_score default;
create table fapo_reward.rollout_score_default partition of fapo_reward.rollout_score default;

-- Creates the partitions of the month of `first` and of `months` more; those that exist stay as they are.
create function fapo_reward.create_partitions(first date, months integer) returns void
language plpgsql as $$
declare
  low  timestamptz;
  high timestamptz;
  name text;
  base text;
begin
  perform pg_advisory_xact_lock(hashtext('fapo_reward.create_partitions'));
  for i in 0..months loop
    low  := (date_trunc('month', first) + make_interval(months => i)) at time zone 'UTC';
    high := (date_trunc('month', first) + make_interval(months => i + 1)) at time zone 'UTC';
    foreach base in array array['group_score', 'rollout_score'] loop
      name := base || '_' || to_char(low at time zone 'UTC', 'YYYY_MM');
      if to_regclass('fapo_reward.' || name) is null then
        execute format('create table fapo_reward.%I partition of fapo_reward.%I for values from (%L) to (%L)',
                       name, base, low, high);
      end if;
    end loop;
  end loop;
end $$;

select fapo_reward.create_partitions(current_date, 2);

-- Append only: a recorded answer never changes. Old months go by dropping their partitions.
create function fapo_reward.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '%: % (expected: append only)', tg_table_name, tg_op using errcode = 'integrity_constraint_violation';
end $$;

create trigger append_only before update or delete on fapo_reward.group_key
  for each row execute function fapo_reward.refuse_change();
create trigger append_only before update or delete on fapo_reward.group_score
  for each row execute function fapo_reward.refuse_change();
create trigger append_only before update or delete on fapo_reward.rollout_score
  for each row execute function fapo_reward.refuse_change();

-- Answers given from a spool whose key had been recorded with another answer meanwhile: kept, never served.
create table fapo_reward.superseded_answer (
  run_id        text        not null,
  run_attempt   bigint      not null,
  step          bigint      not null,
  group_id      text        not null,
  group_attempt bigint      not null,
  revision      integer     not null,
  kept_at       timestamptz not null default now(),
  record        bytea       not null
);
