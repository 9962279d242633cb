package vn.antin.signing.authority.server;

import java.util.List;
import java.util.UUID;

/** A server that is allowed, and what its certificates say. */
public record Server(UUID id, UUID unit, String name, String profile, List<String> hostNames) {
  public Server {
    hostNames = List.copyOf(hostNames);
  }
}
