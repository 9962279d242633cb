package vn.antin.auth.provisioning.table;

/**
 * How much of a table is read before it is refused.
 *
 * @param rows that hold anything
 * @param columns of one row; what stands further right is not looked at
 * @param cell characters of one cell
 * @param inflated bytes of the whole file after decompression
 */
public record TableLimits(int rows, int columns, int cell, long inflated) {}
