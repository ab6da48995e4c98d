/** An integer program put to HiGHS and its answer taken back; synchronous, so callers run it in a thread. */
import loadHighs from "highs";
import type { Solved } from "../loops/transfer/matching/propose.ts";
import { SERVED } from "../loops/transfer/matching/plan.ts";
import type { IntegerProgram } from "../loops/transfer/matching/program.ts";
import type { Limits } from "./matching.ts";

/** The package types its loader as a CommonJS module's, and gives the function itself to an import. */
const load = loadHighs as unknown as typeof loadHighs.default;

/** Near enough: no plan could move one more person even of the least urgency. */
const GAP = SERVED * 0.9;
/** Of the whole worth, for questions so large that the last thousandths would take minutes. */
const RELATIVE_GAP = 5e-4;

function matrixOf(program: IntegerProgram) {
  const { rows, cost } = program;
  const starts = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) starts[index + 1] = starts[index]! + row.columns.length;
  return {
    format: "csr" as const, numRows: rows.length, numCols: cost.length, starts,
    indices: Int32Array.from(rows.flatMap((row) => row.columns)), values: Float64Array.from(rows.flatMap((row) => row.values)),
  };
}

/** `exact` looks for the very best; otherwise near enough will do. */
export async function solveNow(program: IntegerProgram, limits: Limits, exact = false): Promise<Solved> {
  const highs = await load();
  const { objectiveSense, variableType, modelStatus } = highs.constants;
  const { rows, cost } = program;
  return highs.withModel({
    numCols: cost.length, numRows: rows.length, sense: objectiveSense.maximize,
    colCost: Float64Array.from(cost), colLower: new Float64Array(cost.length), colUpper: Float64Array.from(program.upper),
    rowLower: Float64Array.from(rows, (row) => row.lower), rowUpper: Float64Array.from(rows, (row) => row.upper),
    integrality: Int32Array.from(program.integer, (whole) => (whole ? variableType.integer : variableType.continuous)), matrix: matrixOf(program),
  }, (model): Solved => {
    model.options.set({
      output_flag: false, random_seed: 1, time_limit: limits.seconds, mip_max_nodes: limits.nodes,
      mip_rel_gap: exact ? 0 : RELATIVE_GAP, mip_abs_gap: exact ? 0.5 : GAP,
    });
    model.run();
    const proved = model.getModelStatus() === modelStatus.optimal;
    const values = Array.from(model.getSolution().colValue);
    const bound = Number(model.info.get("mip_dual_bound"));
    return { values: values.length === cost.length ? values : null, bound, proved };
  });
}
