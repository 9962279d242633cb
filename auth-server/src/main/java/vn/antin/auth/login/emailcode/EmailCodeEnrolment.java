package vn.antin.auth.login.emailcode;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.FactorKind;

/** The address to which codes are mailed. */
@Component
final class EmailCodeEnrolment implements Enrolment {
  private final ProvenAddresses addresses;

  EmailCodeEnrolment(ProvenAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.EMAIL_CODE;
  }

  @Override
  public List<Enrolled> of(AccountId account) {
    return addresses.enrolled(account).stream().toList();
  }
}
