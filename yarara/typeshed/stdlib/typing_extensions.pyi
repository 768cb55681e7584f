# What mypy looks up by name, and what programs for older versions of Python import from here: all of it is that of `typing`.
from typing import (
    TYPE_CHECKING as TYPE_CHECKING, Annotated as Annotated, Any as Any, Callable as Callable, ClassVar as ClassVar, Concatenate as Concatenate, Dict as Dict, Final as Final,
    Generic as Generic, Iterable as Iterable, Iterator as Iterator, List as List, Literal as Literal, LiteralString as LiteralString, Mapping as Mapping, NamedTuple as NamedTuple,
    Never as Never, NewType as NewType, NoReturn as NoReturn, NotRequired as NotRequired, Optional as Optional, ParamSpec as ParamSpec, Protocol as Protocol, Required as Required,
    Self as Self, Sequence as Sequence, Set as Set, Tuple as Tuple, Type as Type, TypeAlias as TypeAlias, TypedDict as TypedDict, TypeGuard as TypeGuard, TypeVar as TypeVar,
    TypeVarTuple as TypeVarTuple, Union as Union, Unpack as Unpack, _SpecialForm, assert_never as assert_never, assert_type as assert_type, cast as cast, final as final,
    overload as overload, runtime_checkable as runtime_checkable,
)

class _TypedDict: ...

class TypeAliasType: ...
