import { computed } from "vue";
import { useNames } from "@/session/names";

/** Case types that Dispatch ships, for roles that may not read the configuration. */
const shipped = ["repair", "damage-claim", "return", "consultation"];

/** The kinds of tickets with their names. */
export function useKinds() {
  const { world, kindName } = useNames();
  const kinds = computed(() => (world.kinds.size ? [...world.kinds.keys()] : shipped).map((id) => ({ id, label: kindName(id) })));
  return { kinds };
}
