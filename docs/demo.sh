#!/bin/sh
# The main job on the flagship base, as `make demo` runs it: build, check, ask, look closer.
set -eu
export PATH="$PWD/$BIN:$PATH"
if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold= plain=; fi
say() { printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"; }
run() { say "$@"; "$@"; }

run kg build
run kg validate
say kg check --severity warning
kg check --severity warning --fail-on never
run kg query valuations
run kg show openai-net-loss-2025-h1
say kg ask '"OpenAI a perdu 5 milliards en 2025"'
kg ask "OpenAI a perdu 5 milliards en 2025" || true
for draft in docs/examples/draft-fr.md docs/examples/draft-en.md; do
  run kg lint --fail-on never "$draft"
done
cat <<'END'

What to try next (kg is .venv/bin/kg; `. .venv/bin/activate` puts it on your PATH):
  kg check                                       what is for information as well
  kg find --entity openai --metric revenue       every figure of one thing
  kg query                                       the named queries and what they answer
  kg sparql 'SELECT * { ?claim schema:observationAbout e:nvidia ; schema:value ?value }'
  kg init ~/my-base                              a base of your own
With the texts of the articles at hand, KG_TEXTS=folder shows each figure in its sentence.
END
