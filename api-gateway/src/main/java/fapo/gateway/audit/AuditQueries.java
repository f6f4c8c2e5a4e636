package fapo.gateway.audit;

import static fapo.gateway.json.Present.set;

import fapo.gateway.edge.Query;
import fapo.reward.v1.GetGroupRequest;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.ListGroupsRequest;
import fapo.reward.v1.ReplayRunRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Paths and query parameters → requests.
final class AuditQueries {
  static final String RUN_ATTEMPT = "run_attempt";
  static final String STEP = "step";
  static final String GROUP_ATTEMPT = "group_attempt";
  static final String PAGE_SIZE = "page_size";
  static final String PAGE_TOKEN = "page_token";
  static final String TEXTS = "texts";

  private AuditQueries() {}

  static ListGroupsRequest groups(String run, ServerHttpRequest http) {
    var query = Query.of(http, RUN_ATTEMPT, STEP, PAGE_SIZE, PAGE_TOKEN);
    var request = ListGroupsRequest.newBuilder().setRunId(run);
    set(query.uint(RUN_ATTEMPT), request::setRunAttempt);
    set(query.ulong(STEP), request::setStep);
    set(query.uint(PAGE_SIZE), request::setPageSize);
    set(query.text(PAGE_TOKEN), request::setPageToken);
    return request.build();
  }

  static GetGroupRequest group(String run, String group, ServerHttpRequest http) {
    var query = Query.of(http, RUN_ATTEMPT, STEP, GROUP_ATTEMPT, TEXTS);
    var key = GroupKey.newBuilder().setRunId(run).setGroupId(group);
    set(query.uint(RUN_ATTEMPT), key::setRunAttempt);
    set(query.ulong(STEP), key::setStep);
    set(query.uint(GROUP_ATTEMPT), key::setGroupAttempt);
    return GetGroupRequest.newBuilder().setKey(key).setIncludeTexts(query.flag(TEXTS)).build();
  }

  static ReplayRunRequest replay(String run, ServerHttpRequest http) {
    var query = Query.of(http, RUN_ATTEMPT);
    var request = ReplayRunRequest.newBuilder().setRunId(run);
    set(query.uint(RUN_ATTEMPT), request::setRunAttempt);
    return request.build();
  }
}
