package vn.antin.signing.engine.container;

/** Why a container is not read. */
public enum ContainerFault {
  NOT_ZIP,
  /** More than one reading is possible, a size or checksum is wrong, or data is cut off. */
  DAMAGED,
  /** ZIP64, encryption, or a packing method other than stored and deflated. */
  UNSUPPORTED,
  TOO_LARGE,
  TOO_MANY_ENTRIES,
  /** An entry unpacks to far more than it takes packed. */
  BOMB,
  /** Two entries have the same name, in whatever spelling. */
  DUPLICATE_NAME,
  /** A name that leads out of the container or that programs read differently. */
  BAD_NAME
}
