package vn.antin.auth.session;

import java.util.List;
import vn.antin.auth.account.AccountId;

/** Knows which systems an official uses and has allowed what; given by the protocol side. */
public interface AllowedApplications {
  List<AllowedApplication> of(AccountId official);

  /** The systems used from the sessions open now, the latest first. */
  List<UsedApplication> used(AccountId official);
}
