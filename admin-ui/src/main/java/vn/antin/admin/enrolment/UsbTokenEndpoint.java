package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.SmallForm;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Redirect;

/** Makes the certificate of a USB token known by file. */
@Controller
class UsbTokenEndpoint {
  private static final String CERTIFICATES = "certificates";
  private static final String CONFIRM = "confirmSubject";

  private final Upstream signingService;
  private final Callers callers;
  private final HolderPages pages;

  UsbTokenEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, HolderPages pages) {
    this.signingService = signingService;
    this.callers = callers;
    this.pages = pages;
  }

  /** The holder stands in the address, so that a form that cannot be read keeps its page. */
  @PostMapping("/certificates/usb-tokens/new")
  ModelAndView register(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable UUID unit,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var named = new Named(official, unit);
    if (!named.one()) {
      return pages.of(Way.USB_TOKEN, named, "", caller);
    }
    return switch (Uploads.small(request, CertificateText.MOST)) {
      case SmallForm.Refused(var reason, var status) ->
          pages.refused(Way.USB_TOKEN, named, "", caller, reason, status);
      case SmallForm.Sent form -> {
        var certificates = CertificateText.of(form);
        yield certificates.isEmpty()
            ? pages.refused(Way.USB_TOKEN, named, "", caller, "missing", 422)
            : send(named, certificates, form.fields().containsKey(CONFIRM), caller);
      }
    };
  }

  private ModelAndView send(Named named, String certificates, boolean confirmed, Caller caller) {
    var wish = named.wish();
    wish.put(CERTIFICATES, certificates);
    wish.put(CONFIRM, confirmed);
    return switch (signingService.post(Way.USB_TOKEN.api(), caller, wish, Made.class)) {
      case Answer.Granted<Made>(var made) -> Redirect.to(Way.USB_TOKEN.then(made));
      case Answer.Refused<Made> refused -> {
        var problem = callers.explained(refused);
        yield problem.name().equals("subject-unconfirmed")
            ? pages.unconfirmed(named, certificates, problem, caller)
            : pages.refused(Way.USB_TOKEN, named, certificates, caller, problem);
      }
    };
  }
}
