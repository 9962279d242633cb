package vn.antin.auth.login;

import java.util.Optional;

/** Knows the applications that officials log in to; given by the protocol side. */
public interface ApplicationDirectory {
  /** The application with this client id. */
  Optional<Application> find(String clientId);
}
