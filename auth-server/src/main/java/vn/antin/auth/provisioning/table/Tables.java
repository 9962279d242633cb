package vn.antin.auth.provisioning.table;

/** Reads tables. Thread-safe. */
public final class Tables {
  private Tables() {}

  /** Gives every row that holds anything to the reader, in the order of the file. */
  public static void read(byte[] file, TableLimits limits, RowReader reader) throws TableRefused {
    if (startsWith(file, 'P', 'K', 3, 4)) {
      new XlsxTable(limits, reader).read(file);
    } else if (startsWith(file, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new TableRefused(
          TableRefused.Reason.OLD_OR_ENCRYPTED, "an OLE2 file: .xls or under a password");
    } else {
      new CsvTable(limits, reader).read(file);
    }
  }

  private static boolean startsWith(byte[] file, int... magic) {
    if (file.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
