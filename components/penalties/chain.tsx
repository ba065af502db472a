import { Section } from "@/components/layout/section";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { CHAIN_STAGE_LABELS } from "@/lib/features/penalties/chain/labels";
import { CHAIN_STAGES, type ChainNode, type ChainStage } from "@/lib/features/penalties/chain/types";
import "./chain.css";

/** The whole course of a matter, from the item on the form to the suspension: each point with its state and the way to it. */
export function Chain({ nodes, here }: { nodes: readonly ChainNode[]; here: string }) {
  if (nodes.length === 0) return null;
  return (
    <Section title="案件脈絡" id="chain">
      <nav aria-label="案件脈絡">
        <ol className="chain">
          {CHAIN_STAGES.map((stage) => (
            <Stage
              key={stage}
              stage={stage}
              nodes={nodes.filter((node) => node.stage === stage)}
              here={here}
            />
          ))}
        </ol>
      </nav>
    </Section>
  );
}

function Stage({ stage, nodes, here }: { stage: ChainStage; nodes: readonly ChainNode[]; here: string }) {
  return (
    <li className={nodes.length === 0 ? "chain-stage chain-none" : "chain-stage"}>
      <p className="chain-name">{CHAIN_STAGE_LABELS[stage]}</p>
      {nodes.length === 0 ? (
        <p className="muted small">—</p>
      ) : (
        <ul className="chain-nodes">
          {nodes.map((node) => (
            <li key={node.key} className="chain-node" aria-current={node.key === here ? "step" : undefined}>
              {node.key === here ? <strong>{node.label}</strong> : <Link href={node.href}>{node.label}</Link>}
              <p className="small muted">{node.detail}</p>
              <StatusTag tone={node.tone}>{node.state}</StatusTag>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
