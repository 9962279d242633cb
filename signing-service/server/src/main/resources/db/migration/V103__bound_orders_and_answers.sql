-- Which handover of the seal was the last when an order was approved: a seal that was handed on and
-- came back does not bring the order back.
ALTER TABLE standing_order ADD COLUMN custody uuid;
UPDATE standing_order SET custody = (SELECT handover_id FROM seal_custody
  WHERE seal_custody.unit_id = standing_order.unit_id AND since <= standing_order.approved_at
  ORDER BY since DESC LIMIT 1);

-- The key that the token of a call was bound to; its answer is given to nobody without it.
ALTER TABLE csc_later ADD COLUMN bound text NOT NULL DEFAULT '';

-- Jobs that ended without a signature are forgotten.
GRANT DELETE ON vgca_job, vgca_document TO "${app_role}";
CREATE INDEX vgca_job_expiry ON vgca_job (expires_at);
