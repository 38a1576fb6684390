"""Executes notebooks and writes, or compares, what their cells give: see run.sh, which calls it.

A cell that is tagged "setup" keeps no output: it says where jars lie on this machine.
"""

import asyncio
import atexit
import pathlib
import platform
import re
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

KERNEL = {"name": "rapaio-jupyter-kernel", "display_name": "Java (ae4j)", "language": "java"}
KERNEL_LOG = pathlib.Path("../target/kernel.log")
SECONDS_A_CELL = 900
# The kernel must have begun before the first message comes, or else it never answers; how long that takes depends on the machine.
SECONDS_TO_BEGIN = 8
SECONDS_TO_ANSWER = 20
ATTEMPTS = 6
# On another kind of processor or JDK last bits differ, and training makes more of them.
TOLERANCE = 0.1
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def machine(language):
    try:
        wide = " avx512f" if "avx512f" in pathlib.Path("/proc/cpuinfo").read_text() else ""
    except OSError:
        wide = ""
    return f"{platform.machine()}{wide}, Java {language.get('version', '').split('.')[0]}"


def plain(output):
    """Keeps of an output what does not change from one execution to the next."""
    if output.output_type == "stream":
        return nbformat.v4.new_output("stream", name=output.name, text=output.text)
    return nbformat.v4.new_output(
        output.output_type,
        data=output.data,
        metadata={},
        **({"execution_count": output.execution_count} if output.output_type == "execute_result" else {}),
    )


def clean(notebook):
    for number, cell in enumerate(notebook.cells, 1):
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        joined = []
        for output in cell.outputs if "setup" not in cell.metadata.get("tags", []) else []:
            if output.output_type == "stream" and output.name == "stderr":
                sys.exit(f"cell {number} wrote to standard error: {output.text}")
            if output.output_type == "stream" and joined and joined[-1].output_type == "stream":
                joined[-1].text += output.text
            else:
                joined.append(plain(output))
        cell.outputs = joined
    language = notebook.metadata.pop("language_info", {})
    notebook.metadata.clear()
    notebook.metadata.update(
        kernelspec=KERNEL, language_info={"name": "java", "file_extension": ".java"}, ae4j={"executed_on": machine(language)}
    )


def near(a, b):
    if NUMBER.sub("#", a) != NUMBER.sub("#", b):
        return False
    pairs = zip(map(float, NUMBER.findall(a)), map(float, NUMBER.findall(b)))
    return all(abs(x - y) <= TOLERANCE * max(abs(x), abs(y), 1e-9) for x, y in pairs)


def same(old, new, strict):
    if strict:
        return old == new
    if old.output_type != new.output_type:
        return False
    if old.output_type == "stream":
        return near(old.text, new.text)
    return old.data.keys() == new.data.keys()


def differences(old, new):
    if [cell.source for cell in old.cells] != [cell.source for cell in new.cells]:
        return ["its cells"]
    strict = old.metadata.get("ae4j") == new.metadata.get("ae4j")
    wrong = []
    for number, (was, now) in enumerate(zip(old.cells, new.cells), 1):
        if was.cell_type == "code" and (
            len(was.outputs) != len(now.outputs) or not all(map(same, was.outputs, now.outputs, [strict] * len(was.outputs)))
        ):
            wrong.append(f"cell {number}")
    return wrong


class PatientClient(NotebookClient):
    async def async_start_new_kernel_client(self):
        await asyncio.sleep(SECONDS_TO_BEGIN)
        return await super().async_start_new_kernel_client()


def execute(notebook):
    for attempt in range(ATTEMPTS):
        client = PatientClient(
            notebook,
            timeout=SECONDS_A_CELL,
            startup_timeout=SECONDS_TO_ANSWER,
            kernel_name=KERNEL["name"],
            record_timing=False,
        )
        try:
            with open(KERNEL_LOG, "a") as log:
                client.execute(stdout=log, stderr=log)
            return
        except CellExecutionError:
            # What a cell before it has said, such as that something could not be fetched, may be the cause.
            for cell in notebook.cells:
                for output in cell.get("outputs", []):
                    if output.get("name") == "stderr":
                        print(output.text, file=sys.stderr)
            raise
        except RuntimeError as error:
            if not re.search("kernel_info|didn't respond", str(error)) or attempt == ATTEMPTS - 1:
                raise
            print("the kernel did not start; once more", file=sys.stderr)
        finally:
            # nbclient would clean up a second time at the end, and complain that nothing is left.
            atexit.unregister(client._cleanup_kernel)


def main(arguments):
    check = "--check" in arguments
    names = [argument for argument in arguments if argument != "--check"]
    files = [
        file
        for file in sorted(pathlib.Path(".").glob("*.ipynb"))
        if not names or any(file.name.startswith(name) for name in names)
    ]
    if not files:
        sys.exit(f"run.sh: no notebook begins with {', '.join(names)}")
    failed = []
    for file in files:
        held = nbformat.read(file, as_version=4)
        notebook = nbformat.reads(nbformat.writes(held), as_version=4)
        execute(notebook)
        clean(notebook)
        if check:
            wrong = differences(held, notebook)
            failed += wrong and [file.name]
            print(f"{file}: " + (f"other than it holds: {', '.join(wrong)}" if wrong else "as it holds"))
        else:
            nbformat.write(notebook, file)
            print(f"{file}: written, {file.stat().st_size / 1000:.0f} kB")
    if failed:
        sys.exit(f"run.sh: {', '.join(failed)} gave something else; execute without --check and look at what changed")


main(sys.argv[1:])
