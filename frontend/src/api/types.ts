import type { components } from "./schema";

type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type Session = Schemas["Session"];
export type RegistrationMode = Schemas["RegistrationMode"]["registration_mode"];
export type Project = Schemas["Project"];
export type ProjectStatus = Project["status"];
export type ProjectSettingsChange = Schemas["ProjectSettingsChange"];
export type ApiKey = Schemas["ApiKey"];
export type ApiKeyKind = ApiKey["kind"];
export type IssuedApiKey = Schemas["IssuedApiKey"];
export type MailSummary = Schemas["MailSummary"];
export type DatabaseCredentials = Schemas["DatabaseCredentials"];

export type {
  AdminOrganisation,
  AnalyticsOverview,
  ApiUsage,
  AuditEntry,
  AuditFilter,
  AuditPage,
  AuthFactor,
  AuthSession,
  AuthUser,
  AuthUserDetail,
  BackupRun,
  BackupSchedule,
  BackupSettings,
  DumpAnalysis,
  GrantableRole,
  ImportTask,
  Instance,
  IssuedOrgInvite,
  Job,
  LimitValues,
  Member,
  Organisation,
  OrganisationDetail,
  OrganisationUsage,
  OrgInvite,
  OrgRole,
  PlatformInvite,
  PlatformUser,
  QueryStatistics,
  RequestLine,
  RequestLineFilter,
  RequestPoint,
  RequestSeries,
  SigningAlgorithm,
  SigningKey,
} from "./shapes";
