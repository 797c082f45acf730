"""The one place that touches datamodel-code-generator and pydantic, which only making models needs."""

from collections.abc import Mapping

from datamodel_code_generator import Error, InputFileType, generate
from datamodel_code_generator._shared_types import LiteralType
from datamodel_code_generator.enums import DataModelType
from datamodel_code_generator.format import DatetimeClassType, Formatter, PythonVersion
from pydantic_core import SchemaError, SchemaValidator, core_schema

from dovetail_engine.codegen.python.audit import ModelsRejected

Refused = Error
"""What the library raises for a document it does not take."""


def run(text: str, aliases: Mapping[str, str], package: str) -> str:
    """datamodel-code-generator, in process: text in, text out, nothing read or written."""
    result = generate(
        text,
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_310,
        formatters=[Formatter.BUILTIN],
        custom_file_header='"""The types of the contract."""',
        base_class=f"{package}._runtime.wire.WireModel",
        type_overrides={"File": f"{package}._runtime.wire.File"},
        aliases=aliases,
        allow_remote_refs=False,
        strict_refs=True,
        treat_dot_as_module=False,
        enum_field_as_literal=LiteralType.All,
        output_datetime_class=DatetimeClassType.Datetime,
        use_annotated=True,
        use_attribute_docstrings=True,
        use_field_description=True,
        use_schema_description=True,
        use_standard_collections=True,
        use_type_alias=True,
        use_union_operator=True,
    )
    if not isinstance(result, str):
        raise ModelsRejected("the models came as more than one module")
    return result


def compiles(pattern: str) -> bool:
    """Whether pydantic's own engine (linear in time, no look-around) takes a pattern."""
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return False
    return True
