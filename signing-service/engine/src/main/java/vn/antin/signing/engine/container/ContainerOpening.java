package vn.antin.signing.engine.container;

/** What became of opening a container. */
public sealed interface ContainerOpening {

  /** Every entry was unpacked once and is what the directory says. */
  record Opened(Container container) implements ContainerOpening {}

  /** Not to be read. {@code detail} is for the operator. */
  record Refused(ContainerFault fault, String detail) implements ContainerOpening {}
}
