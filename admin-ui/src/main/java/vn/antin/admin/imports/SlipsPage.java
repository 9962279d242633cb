package vn.antin.admin.imports;

import java.util.List;

/**
 * Activation slips to be printed and cut.
 *
 * @param address where a code is typed in
 * @param back address of the import
 */
public record SlipsPage(List<Import.Slip> slips, String address, String back) {
  public SlipsPage {
    slips = List.copyOf(slips);
  }
}
