package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.antin.admin.approval.Approval;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;

/** The inbox at signing-service, which decides what an official sees and may do. */
@Component
class InboxClient {
  /** Rows of one page of the list; a hundred still fit into the weight of a page. */
  static final int ROWS = 100;

  private static final String INBOX = "/v1/inbox";

  private final Upstream signingService;

  InboxClient(@Qualifier("signingService") Upstream signingService) {
    this.signingService = signingService;
  }

  Answer<StepList> list(boolean done, String query, String after, Caller caller) {
    var path =
        new StringBuilder(INBOX)
            .append(done ? "?state=done" : "?state=waiting")
            .append("&limit=")
            .append(ROWS);
    if (!query.isEmpty()) {
      path.append("&query=").append(Upstream.encoded(query));
    }
    if (!after.isEmpty()) {
      path.append("&after=").append(Upstream.encoded(after));
    }
    return signingService.get(path.toString(), caller, StepList.class);
  }

  /** How many wait, and next to nothing of them. */
  Answer<StepList> count(Caller caller) {
    return signingService.get(INBOX + "?state=waiting&limit=1", caller, StepList.class);
  }

  Answer<StepView> step(UUID step, int from, int count, Caller caller) {
    return signingService.get(
        at(step) + "?from=" + from + "&count=" + count, caller, StepView.class);
  }

  Answer<Content> page(UUID step, int document, int page, Caller caller) {
    return signingService.open(at(step) + "/documents/" + document + "/pages/" + page, caller);
  }

  Answer<Content> content(UUID step, int document, Caller caller) {
    return signingService.open(at(step) + "/documents/" + document + "/content", caller);
  }

  Answer<Content> evidence(UUID step, Caller caller) {
    return signingService.open(at(step) + "/evidence", caller);
  }

  /** What happens to the official's inbox, as it happens. */
  Answer<Content> events(Caller caller) {
    return signingService.open(INBOX + "/events", caller);
  }

  Answer<Boolean> reject(UUID step, String reason, Caller caller) {
    return signingService.tell(at(step) + "/reject", caller, new Reason(reason));
  }

  Answer<Boolean> delegate(UUID step, String official, String reason, Caller caller) {
    return signingService.tell(at(step) + "/delegate", caller, new Delegation(official, reason));
  }

  /** Gives the document its number and date. */
  Answer<Given> number(UUID step, Numbering wanted, Caller caller) {
    return signingService.post(at(step) + "/number", caller, wanted, Given.class);
  }

  /** Lines of the registers that the official keeps. */
  Answer<RegisterPage.Found> register(String query, String year, String after, Caller caller) {
    var path = new StringBuilder("/v1/registers?limit=").append(ROWS);
    if (!query.isEmpty()) {
      path.append("&query=").append(Upstream.encoded(query));
    }
    if (!year.isEmpty()) {
      path.append("&year=").append(Upstream.encoded(year));
    }
    if (!after.isEmpty()) {
      path.append("&after=").append(Upstream.encoded(after));
    }
    return signingService.get(path.toString(), caller, RegisterPage.Found.class);
  }

  Answer<SealClerks.Seals> seals(Caller caller) {
    return signingService.get("/seals", caller, SealClerks.Seals.class);
  }

  Answer<SealClerks.Certificates> certificates(Caller caller) {
    return signingService.get("/credentials", caller, SealClerks.Certificates.class);
  }

  /** One signature request for all these steps. */
  Answer<Asked> ask(List<UUID> steps, Caller caller) {
    return signingService.post(INBOX + "/approvals", caller, new Chosen(steps), Asked.class);
  }

  private static String at(UUID step) {
    return INBOX + "/" + step;
  }

  record Reason(String reason) {}

  record Delegation(String official, String reason) {}

  /** The number and date that a clerk chose; without a date it is today's. */
  record Numbering(int number, @Nullable LocalDate date) {}

  /** The number that the document has now. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Given(int number) {}

  /** The steps to approve together. */
  record Chosen(List<UUID> steps) {}

  /** A signature request, and the words its approval is asked with. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Asked(String signatureRequest, JsonNode authorizationDetails, @Nullable String custody) {
    /** Whether the official's own USB token signs it, and nothing is approved elsewhere. */
    boolean byToken() {
      return "usb-token".equals(custody);
    }

    /** What the approval is for, and with which certificate. */
    Approval.Wanted wanted() {
      return new Approval.Wanted(
          signatureRequest,
          authorizationDetails.path(0).path("credentialID").asString(""),
          authorizationDetails.toString());
    }
  }
}
