-- Imports and restores are followed at the same routes, so that their ids come from one sequence.
create sequence platform.task_ids as bigint;
