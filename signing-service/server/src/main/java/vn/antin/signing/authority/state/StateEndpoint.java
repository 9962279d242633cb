package vn.antin.signing.authority.state;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.web.Caller;

/** The authorities of this installation, for everybody who administers a unit. */
@RestController
final class StateEndpoint {
  record AuthorityList(List<AuthorityState> items) {}

  private final StateRepository repository;

  StateEndpoint(StateRepository repository) {
    this.repository = repository;
  }

  @GetMapping("/authority")
  AuthorityList authorities(Caller.Person caller) {
    caller.requireAdministrator();
    return new AuthorityList(repository.all());
  }
}
