package vn.antin.admin.approval;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;

/** Signature requests at signing-service. */
@Component
class Requests {
  private final Upstream signingService;

  Requests(@Qualifier("signingService") Upstream signingService) {
    this.signingService = signingService;
  }

  /** Spends the approval that the caller's token is. */
  Answer<Request> sign(String request, boolean background, Caller grant) {
    var path = at(request) + "/sign";
    return background
        ? signingService.postInBackground(path, grant, Request.class)
        : signingService.post(path, grant, null, Request.class);
  }

  Answer<Request> status(String request, int from, int count, Caller official) {
    return signingService.get(
        at(request) + "?from=" + from + "&count=" + count, official, Request.class);
  }

  private static String at(String request) {
    return "/signature-requests/" + Upstream.encoded(request);
  }
}
