package vn.antin.auth.profile;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.session.SessionAuthentication;

/** What the official can prove themselves with; each factor has its own page for changes. */
@Controller
final class FactorsController {
  private final ObjectProvider<Enrolment> enrolments;

  FactorsController(ObjectProvider<Enrolment> enrolments) {
    this.enrolments = enrolments;
  }

  @GetMapping("/account/factors")
  ModelAndView factors(SessionAuthentication official) {
    AccountId account = official.session().account();
    Set<FactorKind> had = EnumSet.noneOf(FactorKind.class);
    List<FactorsPage.Group> groups =
        enrolments.stream()
            .filter(enrolment -> enrolment.offered() || !enrolment.of(account).isEmpty())
            .sorted(Comparator.comparing(Enrolment::kind))
            .map(enrolment -> {
              var enrolled = enrolment.of(account);
              if (!enrolled.isEmpty()) {
                had.add(enrolment.kind());
              }
              return new FactorsPage.Group(enrolment.kind().path(), enrolled);
            })
            .toList();
    Set<FactorKind> devices = EnumSet.of(FactorKind.PASSKEY, FactorKind.TOTP);
    devices.retainAll(had);
    boolean second = !devices.isEmpty() || had.contains(FactorKind.CERTIFICATE);
    return new ModelAndView(
        "account-factors",
        "page",
        new FactorsPage(
            groups,
            official.session().limited(),
            !second,
            second && !had.contains(FactorKind.RECOVERY_CODE)));
  }
}
