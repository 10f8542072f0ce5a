from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.javascript_imports import JAVASCRIPT_IMPORTS
from readiness.repository.checkout import snapshot

MANIFEST = (
    '{"name": "app", "dependencies": {"react": "1"}, "devDependencies": {"@types/estree": "1"}}'
)


def found(directory: Path, files: dict[str, str]) -> list[str]:
    run = JAVASCRIPT_IMPORTS.run(snapshot(tree(directory, {"package.json": MANIFEST} | files)))
    return [f"{each.rule.id.partition('.')[2]} {each.location} {each.message}" for each in run]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("import x from './gone'", "unresolved-script-import"),
        ("export * from './gone'", "unresolved-script-import"),
        ("const x = require('./gone')", "unresolved-script-import"),
        ("const x = await import('./gone')", "unresolved-script-call"),
        ("import type { X } from './gone'", "unresolved-type-import"),
    ],
)
def test_a_module_that_is_not_there(tmp_path: Path, source: str, rule: str) -> None:
    assert found(tmp_path, {"src/a.ts": source}) == [
        f"{rule} src/a.ts:1 the import of ./gone does not resolve: there is no module src/gone"
    ]


def test_a_directory_with_the_name_of_a_build_is_source_where_it_is_in_the_tree(
    tmp_path: Path,
) -> None:
    files = {"lib/utils.ts": "", "lib/a.ts": "", "src/b.ts": "import x from '../lib/gone'\n"}
    assert len(found(tmp_path, files)) == 1


@pytest.mark.parametrize(
    "specifier",
    [
        "./mod",
        "./mod.js",
        "./mod.ts",
        "./view.jsx",
        "./esm.mjs",
        "./folder",
        "./folder/",
        "./folder/index.js",
        "./data.json",
        "./Widget.vue",
        "./native",
        "./style.css",
        "./logo.svg?url",
        "./mod?worker",
        "../package.json",
        "..",
        ".",
        "../dist/bundle",
        "./schema.generated",
        "./made",
        "../../outside",
        "./inner",
    ],
)
def test_what_is_there_or_may_be_made(tmp_path: Path, specifier: str) -> None:
    files = dict.fromkeys(
        [
            "src/mod.ts",
            "src/view.tsx",
            "src/esm.mts",
            "src/folder/index.ts",
            "src/data.json",
            "src/Widget.vue",
            "src/native.ios.js",
            "src/inner/package.json",
        ],
        "",
    )
    files |= {".gitignore": "src/made.ts\n", "src/a.ts": f"import x from '{specifier}'\n"}
    assert found(tmp_path, files) == []


@pytest.mark.parametrize("specifier", ["lodash", "lodash/fp", "@scope/name/deep", "socket.io"])
def test_a_package_that_is_not_declared(tmp_path: Path, specifier: str) -> None:
    (line,) = found(tmp_path, {"src/a.ts": f"import x from '{specifier}'\n"})
    name = "/".join(specifier.split("/")[: 2 if specifier.startswith("@") else 1])
    assert line == (
        f"undeclared-package src/a.ts:1 {name} is imported, and no package.json declares it"
    )


@pytest.mark.parametrize(
    "source",
    [
        "import x from 'react'",
        "import x from 'react/jsx-runtime'",
        "import fs from 'fs'",
        "import fs from 'node:fs/promises'",
        "import x from 'app'",
        "import x from 'sibling'",
        "import x from '@/components/x'",
        "import x from '~/x'",
        "import x from '#internal'",
        "import x from '$lib/x'",
        "import x from '@ui/button'",
        "import x from 'components/button'",
        "import x from 'virtual:pwa'",
        "import x from 'https://example.com/x.js'",
        "import x from '@theme/Layout'",
        "import x from '__SERVER__/x'",
        "import { Node } from 'estree'",
        "import type { X } from 'lodash'",
        "const x = await import('lodash')",
        "import * as vscode from 'vscode'",
    ],
)
def test_what_is_declared_own_or_an_alias(tmp_path: Path, source: str) -> None:
    files = {
        "src/a.ts": source,
        "src/components/button.ts": "",
        "src/ui/button.ts": "",
        "packages/sibling/package.json": '{"name": "sibling"}',
        "tsconfig.json": '{"compilerOptions": {"paths": {"@ui/*": ["./src/ui/*"]}}}',
    }
    assert found(tmp_path, files) == []


ALIASES = """{
  // comments are allowed here
  "compilerOptions": {
    "baseUrl": "./src",
    "paths": { "@/*": ["*"], "@ui/*": ["ui/*", "../shared/*"], "~config": ["config.ts"], },
  },
}"""


@pytest.mark.parametrize("specifier", ["@/gone", "@ui/gone", "@/ui/gone.js"])
def test_an_alias_that_leads_nowhere(tmp_path: Path, specifier: str) -> None:
    files = {"tsconfig.json": ALIASES, "src/deep/a.ts": f"import x from '{specifier}'\n"}
    (line,) = found(tmp_path, files | {"src/ui/button.ts": ""})
    assert line.startswith(f"unresolved-alias src/deep/a.ts:1 the import of {specifier} does not")


@pytest.mark.parametrize(
    "specifier", ["@/ui/button", "@ui/button.js", "@ui/other", "~config", "@/style.css", "@/dist/x"]
)
def test_an_alias_that_leads_somewhere(tmp_path: Path, specifier: str) -> None:
    files = {"tsconfig.json": ALIASES, "src/deep/a.ts": f"import x from '{specifier}'\n"}
    files |= dict.fromkeys(["src/ui/button.ts", "shared/other.ts", "src/config.ts"], "")
    assert found(tmp_path, files) == []


def test_what_a_script_installs(tmp_path: Path) -> None:
    scripts = '"scripts": {"site": "npm install --no-save marked@^9 && node lib/site"}'
    files = {"package.json": f'{{"dependencies": {{"vue": "3"}}, {scripts}}}'}
    files |= {"lib/site.js": "import 'marked'\nimport 'zod'\n"}
    assert [line.split()[1] for line in found(tmp_path, files)] == ["lib/site.js:2"]


def test_what_no_alias_leads_to_may_be_a_scoped_package(tmp_path: Path) -> None:
    files = {
        "package.json": '{"dependencies": {"@shop/till": "1"}}',
        "tsconfig.json": '{"compilerOptions": {"paths": {"@shop/*": ["./packages/*/src"]}}}',
        "a.ts": "import till from '@shop/till'\nimport gone from '@shop/gone'\n",
    }
    assert [line.split()[1] for line in found(tmp_path, files)] == ["a.ts:2"]


def test_a_template_imports_what_is_where_it_is_copied_to(tmp_path: Path) -> None:
    source = "import App from './App.vue'\nimport './style.css'\n"
    assert found(tmp_path, {"src/template/main.js": source}) == []
    files = {"src/templates/mail.js": "import './there.js'\nimport './gone.js'\n"}
    files |= {"src/templates/there.js": ""}
    assert [line.split()[1] for line in found(tmp_path, files)] == ["src/templates/mail.js:2"]


def test_a_workspace_declares_for_its_members(tmp_path: Path) -> None:
    files = {
        "packages/one/package.json": '{"name": "one", "peerDependencies": {"vue": "3"}}',
        "packages/one/a.js": "import 'vue'\nimport 'react'\nimport 'zod'\n",
    }
    assert [line.split()[1] for line in found(tmp_path, files)] == ["packages/one/a.js:3"]


def test_tests_bundles_and_code_without_a_manifest(tmp_path: Path) -> None:
    source = "import x from './gone'\nimport y from 'lodash'\n"
    bundle = "!function(require, module, exports) {\nvar x = require('./gone')\n}\n"
    files = {"src/a.test.ts": source, "static/app.min.js": source, "src/bundle.js": bundle}
    assert found(tmp_path, files) == []
    (tmp_path / "package.json").unlink()
    plain = tree(tmp_path, {"src/b.js": "import y from 'lodash'\n"})
    assert list(JAVASCRIPT_IMPORTS.run(snapshot(plain))) == []


NAMES = "integration.unresolved-script-name"


@pytest.mark.parametrize(
    ("statement", "module", "names"),
    [
        ('import { gone } from "./core";', "export const here = 1;\n", "gone"),
        ('import { here, gone as x } from "./core.js";', "export const here = 1;\n", "gone"),
        ('import core from "./core";', "export const here = 1;\n", "default"),
        ('import core, { gone } from "./core";', "export function here() {}\n", "default, gone"),
        ('export { gone } from "./core";', "export class Here {}\n", "gone"),
        ('import { gone } from "./core";', 'export * from "./more";\n', "gone"),
    ],
)
def test_names_that_no_module_exports(
    tmp_path: Path, statement: str, module: str, names: str
) -> None:
    files = {"src/a.ts": f"{statement}\n", "src/core.ts": module, "src/more.ts": "export let b;\n"}
    (finding,) = JAVASCRIPT_IMPORTS.run(snapshot(tree(tmp_path, files)))
    assert (finding.rule.id, str(finding.location)) == (NAMES, "src/a.ts:1")
    assert finding.message.startswith(f"the import of {names} from ")
    assert finding.message.endswith("src/core.ts exports no such name")


@pytest.mark.parametrize(
    ("statement", "module"),
    [
        ('import { here } from "./core";', "export const here = 1;\n"),
        ('import type { gone } from "./core";', "export const here = 1;\n"),
        ('import { type gone } from "./core";', "export const here = 1;\n"),
        ('import * as core from "./core";', "export const here = 1;\n"),
        ('import "./core";', "export const here = 1;\n"),
        ('import core from "./core";', "const x = 1;\nexport { x as default };\n"),
        ('import { gone } from "./core";', 'export * from "other";\n'),
        ('import { gone } from "./core";', "module.exports = build();\n"),
        ('import { gone } from "./core";', "exports.gone = 1;\n"),
        ('import { gone } from "./core";', 'export * from "./core";\nexport * from "x";\n'),
        ('import { gone } from "./core";', "globalThis.x = 1;\n"),
        ('import { gone } from "./core";', "const { gone } = all;\nexport { gone };\n"),
        ('export default build\nimport { here } from "./core"', "export const here = 1;\n"),
        ('import core from "./core.json";', "export const here = 1;\n"),
    ],
)
def test_names_that_may_be_exported(tmp_path: Path, statement: str, module: str) -> None:
    files = {"src/a.ts": f"{statement}\n", "src/core.ts": module, "src/core.json": "{}\n"}
    found = JAVASCRIPT_IMPORTS.run(snapshot(tree(tmp_path, files)))
    assert [each.message for each in found if each.rule.id == NAMES] == []
