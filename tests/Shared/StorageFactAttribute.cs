using Xunit.Abstractions;
using Xunit.Sdk;

namespace Dispatch.Tests.Shared;

/// <summary>A test of a contract suite that runs once per database: in classes marked <see cref="OnPostgresAttribute"/> it follows the rule of <see cref="PostgresFactAttribute"/>.</summary>
[XunitTestCaseDiscoverer("Dispatch.Tests.Shared.StorageFactDiscoverer", "Dispatch.Tests.Shared")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StorageFactAttribute : FactAttribute;

/// <summary>Marks the class of a contract suite that runs on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgresAttribute : Attribute;

/// <summary>Finds <see cref="StorageFactAttribute"/>s.</summary>
public sealed class StorageFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc />
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var onPostgres = testMethod.TestClass.Class.GetCustomAttributes(typeof(OnPostgresAttribute)).Any();
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        yield return onPostgres && Needs.Postgres is { } reason
            ? new SkippedTestCase(reason, diagnostics, display, options, testMethod)
            : new XunitTestCase(diagnostics, display, options, testMethod);
    }

    private sealed class SkippedTestCase : XunitTestCase
    {
        private string reason = "";

        [Obsolete("For the deserializer.", error: true)]
        public SkippedTestCase()
        {
        }

        public SkippedTestCase(string reason, IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
            : base(diagnostics, display, options, method) => (this.reason, SkipReason) = (reason, reason);

        protected override string GetSkipReason(IAttributeInfo factAttribute) => reason;

        public override void Serialize(IXunitSerializationInfo data)
        {
            base.Serialize(data);
            data.AddValue(nameof(reason), reason);
        }

        public override void Deserialize(IXunitSerializationInfo data)
        {
            base.Deserialize(data);
            SkipReason = reason = data.GetValue<string>(nameof(reason));
        }
    }
}
