import type { components } from "./schema";

/// What the routes of `coming.ts` take and answer, as contracts/platform.md has it.

type Schemas = components["schemas"];
export type Project = Schemas["Project"];
export type DatabaseCredentials = Schemas["DatabaseCredentials"];
export type RegistrationMode = Schemas["RegistrationMode"]["registration_mode"];

export type OrgRole = "viewer" | "developer" | "admin" | "owner";
export type GrantableRole = Exclude<OrgRole, "owner">;

export interface Organisation {
  id: string;
  name: string;
  slug: string;
  created_by: string | null;
  role: OrgRole;
  created_at: string;
  updated_at: string;
}

export interface OrganisationDetail extends Organisation {
  member_count: number;
}

export interface Member {
  id: string;
  org_id: string;
  user_id: string;
  email: string;
  role: OrgRole;
  created_at: string;
}

export interface OrgInvite {
  id: string;
  org_id: string;
  email: string;
  role: OrgRole;
  invited_by: string | null;
  accepted_at: string | null;
  expires_at: string;
  created_at: string;
}

export interface IssuedOrgInvite extends OrgInvite {
  /// Shown once; the server keeps a hash of it.
  token: string;
  url: string;
  mailed: boolean;
}

export type SigningAlgorithm = "ES256" | "RS256" | "RS512" | "ES512" | "EdDSA" | "HS256";

export interface SigningKey {
  id: string;
  algorithm: string;
  status: "standby" | "in_use" | "previously_used" | "revoked";
  created_at: string;
  status_since: string;
  public_jwk: Record<string, unknown> | null;
}

export interface AuditEntry {
  id: number;
  user_id: string | null;
  project_id: string | null;
  action: string;
  resource_type: string;
  resource_id: string | null;
  ip_address: string | null;
  user_agent: string | null;
  request_id: string | null;
  metadata: Record<string, unknown>;
  created_at: string;
}

export interface AuditPage {
  logs: AuditEntry[];
  page: number;
  has_more: boolean;
}

export interface AuditFilter {
  page?: number;
  action?: string;
  from?: string;
  to?: string;
}

export interface AuthUser {
  id: string;
  email: string | null;
  phone: string | null;
  email_confirmed_at: string | null;
  phone_confirmed_at: string | null;
  last_sign_in_at: string | null;
  is_anonymous: boolean;
  banned_until: string | null;
  created_at: string | null;
  updated_at: string | null;
}

export interface AuthUserPage {
  users: AuthUser[];
  total: number;
  page: number;
  per_page: number;
}

export interface AuthUserDetail extends AuthUser {
  app_metadata: Record<string, unknown>;
  user_metadata: Record<string, unknown>;
  sessions: AuthSession[];
  factors?: AuthFactor[];
  identities?: AuthIdentity[];
}

export interface AuthFactor {
  id: string;
  friendly_name: string | null;
  factor_type: string;
  status: string;
  created_at: string;
}

export interface AuthIdentity {
  provider: string;
  created_at: string | null;
  last_sign_in_at: string | null;
}

export interface AuthSession {
  id: string;
  created_at: string;
  updated_at: string | null;
  user_agent: string | null;
  ip: string | null;
}

export interface NewAuthUser {
  email: string;
  password?: string;
  email_confirm?: boolean;
}

export interface AnalyticsOverview {
  database: DatabaseAnalytics | null;
  connections: ConnectionAnalytics | null;
  auth: AuthAnalytics | null;
  api_usage: ApiUsage | null;
}

export interface DatabaseAnalytics {
  db_size: number;
  table_count: number;
  total_rows: number;
  tables: { schema: string; name: string; row_count: number; total_size: number; index_size: number }[];
}

export interface ConnectionAnalytics {
  total: number;
  active: number;
  idle: number;
  idle_in_transaction: number;
  connections: { state: string; count: number }[];
}

export interface AuthAnalytics {
  total_users: number;
  signups_7d: number;
  signups_30d: number;
  active_sessions: number;
}

export interface ApiUsage {
  daily_usage: { day: string; action: string; count: number }[];
}

export interface QueryStatistics {
  available: boolean;
  queries: { query: string; calls: number; total_time_ms: number; mean_time_ms: number; rows: number }[];
}

export type BackupSchedule = "hourly" | "daily" | "weekly";

export interface BackupSettings {
  id: string;
  s3_endpoint: string;
  s3_region: string;
  s3_bucket: string;
  s3_path_prefix: string;
  schedule: BackupSchedule;
  retention_days: number;
  project_ids: string[];
  enabled: boolean;
  encryption?: "none" | "age";
  age_recipients?: string[];
  age_public_key?: string | null;
  verify?: boolean;
}

export interface S3Target {
  org_id?: string;
  s3_endpoint: string;
  s3_region?: string;
  s3_bucket: string;
  s3_access_key: string;
  s3_secret_key: string;
  s3_path_prefix?: string;
}

export type BackupTest = S3Target;

export interface BackupSettingsChange extends S3Target {
  platform_password: string;
  schedule: BackupSchedule;
  retention_days: number;
  project_ids: string[];
  encryption?: "none" | "age";
  verify?: boolean;
}

export interface BackupRun {
  id: number;
  project_id: string | null;
  db_name: string;
  s3_key: string | null;
  size_bytes: number | null;
  status: "running" | "completed" | "failed" | "cancelled";
  error_message: string | null;
  started_at: string;
  completed_at: string | null;
  project_name?: string | null;
  trigger?: string;
  phase?: string | null;
  done_bytes?: number | null;
  encrypted?: boolean;
  verified_at?: string | null;
  verify_error?: string | null;
  deleted_at?: string | null;
  restorable?: boolean;
}

export interface ImportTask {
  id: number;
  project_id: string;
  db_name: string;
  file_name: string;
  file_size: number;
  /// custom, tar, directory or sql.
  format: string;
  /// uploading, running, completed, failed or cancelled.
  status: string;
  error_message: string | null;
  tables_imported: number | null;
  started_at: string;
  completed_at: string | null;
  progress?: ImportProgress | null;
  warnings?: string[];
}

export interface ImportProgress {
  phase: string;
  done: number | null;
  total: number | null;
  percent: number | null;
  current: string | null;
}

export interface DumpAnalysis {
  is_supabase_dump: boolean;
  format: ImportTask["format"];
  has_auth_users: boolean;
  has_migrations: boolean;
  supabase_schemas: string[];
  detected_signals: string[];
  recommended_action: string;
  file_name: string;
  file_size: number;
  upload_id?: string;
  server_version?: string | null;
  tool_version?: string | null;
  tables?: { schema: string; name: string; estimated_rows: number | null }[];
  extensions?: { name: string; available: boolean }[];
  owners?: string[];
  warnings?: string[];
}

export interface PlatformUser {
  id: string;
  email: string;
  display_name: string | null;
  pg_username: string | null;
  is_admin: boolean;
  project_count: number;
  created_at: string;
}

export interface PlatformUserPage {
  users: PlatformUser[];
  total: number;
  page: number;
  per_page: number;
}

export interface PlatformInvite {
  id: string;
  code: string;
  email: string | null;
  created_by: string | null;
  used_by: string | null;
  used_at: string | null;
  expires_at: string;
  created_at: string;
}

/// What s4-usage's metering knows.
export interface RequestCounts {
  requests: number;
  client_errors: number;
  server_errors: number;
  rows: number;
  bytes_in: number;
  bytes_out: number;
}

export interface RequestPoint extends RequestCounts {
  time: string;
  p50_ms: number | null;
  p95_ms: number | null;
}

export interface RequestSeries {
  from: string;
  to: string;
  step_seconds: number;
  points: RequestPoint[];
  totals: RequestCounts & { p50_ms: number | null; p95_ms: number | null };
  by_class: { class: string; requests: number; client_errors: number; server_errors: number }[];
}

export interface UsageTotals extends RequestCounts {
  active_users: number;
  database_bytes: number;
}

export interface OrganisationUsage {
  org_id: string;
  from: string;
  to: string;
  totals: UsageTotals;
  projects: (UsageTotals & { id: string; name: string; status: string })[];
  limits: LimitValues;
  in_use: { projects: number; database_bytes: number };
}

export interface LimitValues {
  projects: number | null;
  connections: number | null;
  database_bytes: number | null;
  request_rate: string | null;
}

export interface OrganisationLimits {
  org_id: string;
  overrides: LimitValues;
  defaults: LimitValues;
  in_force: LimitValues;
}

export interface RequestLine {
  id: number;
  time: string;
  method: string;
  path: string;
  query: string | null;
  status: number;
  duration_ms: number;
  class: string;
  role: string | null;
  error_code: string | null;
  request_id: string | null;
  ip_address: string | null;
  skipped: number;
}

export interface RequestLinePage {
  requests: RequestLine[];
  page: number;
  per_page: number;
  has_more: boolean;
}

export interface RequestLineFilter {
  page?: number;
  per_page?: number;
  method?: string;
  class?: string;
  status?: string;
  path?: string;
  request_id?: string;
  from?: string;
  to?: string;
}

export interface Instance {
  id: string;
  host: string;
  port: number;
  started_at: string;
  seen_at: string;
  self: boolean;
}

export interface AdminOrganisation {
  id: string;
  name: string;
  slug: string;
  personal: boolean;
  owner_email: string | null;
  member_count: number;
  project_count: number;
  created_at: string;
}

export interface AdminOrganisationPage {
  orgs: AdminOrganisation[];
  total: number;
  page: number;
  per_page: number;
}

export interface Job {
  kind: string;
  id: string;
  title: string;
  state: "waiting" | "running" | "retrying" | "completed" | "failed" | "cancelled";
  project_id: string | null;
  org_id: string | null;
  user_id: string | null;
  percent: number | null;
  phase: string | null;
  error: string | null;
  attempts: number;
  due: string;
  started_at: string | null;
  finished_at: string | null;
  may_cancel: boolean;
  may_retry: boolean;
}

export interface JobPage {
  jobs: Job[];
  kinds: string[];
  page: number;
  per_page: number;
  has_more: boolean;
}

export interface PoolOverview {
  budget: number;
  free: number;
  per_project: number;
  pools: {
    project_id: string;
    project_ref: string;
    project_name: string | null;
    active: number;
    idle: number;
    waiting: number;
    waits: number;
    evictions: number;
    broken: boolean;
    unused_seconds: number;
  }[];
}
