package vn.antin.signing.authority.est;

import java.util.List;
import java.util.UUID;

/** A server that is allowed, and what its certificates say. */
record Server(UUID id, UUID unit, String name, String profile, List<String> hostNames) {
  Server {
    hostNames = List.copyOf(hostNames);
  }
}
