package vn.antin.auth.session;

import java.util.List;
import vn.antin.auth.account.AccountId;

/** Knows what an official has allowed which applications; given by the protocol side. */
public interface AllowedApplications {
  List<AllowedApplication> of(AccountId official);
}
