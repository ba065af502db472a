/** Parameters that a GET form carries along unseen. */
export function HiddenInputs({ inputs }: { inputs: readonly { name: string; value: string }[] }) {
  return inputs.map(({ name, value }) => (
    <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
  ));
}
