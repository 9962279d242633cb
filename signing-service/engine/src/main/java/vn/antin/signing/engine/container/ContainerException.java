package vn.antin.signing.engine.container;

/** Carries a refusal out of the depth of reading; never leaves the package. */
final class ContainerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ContainerFault fault;

  ContainerException(ContainerFault fault, String detail) {
    super(detail, null, false, false);
    this.fault = fault;
  }

  ContainerFault fault() {
    return fault;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
