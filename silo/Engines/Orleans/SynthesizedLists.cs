using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Dispatch.Silo.Engines;

/// <summary>Sends the nameless list types that the compiler makes of <c>[a, b]</c> as arrays: the other side has no such type.</summary>
internal sealed class SynthesizedLists : IGeneralizedCodec
{
    private static readonly MethodInfo ToArrayMethod = typeof(Enumerable).GetMethod(nameof(Enumerable.ToArray))!;
    private readonly ConcurrentDictionary<Type, Func<object, object>> toArray = new();

    /// <summary>Whether the compiler made this type.</summary>
    public static bool IsOne(Type type) => type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);

    /// <inheritdoc />
    public bool IsSupportedType(Type type) => IsOne(type);

    /// <inheritdoc />
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }
        var array = toArray.GetOrAdd(value.GetType(), static type => Copier(type))(value);
        writer.Session.CodecProvider.GetCodec(array.GetType()).WriteField(ref writer, fieldIdDelta, expectedType!, array);
    }

    /// <inheritdoc />
    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        throw new NotSupportedException("Such a list is sent as an array, so none ever arrives.");

    private static Func<object, object> Copier(Type type)
    {
        var element = type.GetInterfaces().First(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)).GetGenericArguments()[0];
        var method = ToArrayMethod.MakeGenericMethod(element);
        return list => method.Invoke(null, [list])!;
    }
}
