package io.throughline.orchestration.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.page.AnswerSize;
import io.throughline.kit.page.PageToken;
import io.throughline.orchestration.policy.PolicyStore;
import io.throughline.orchestration.policy.PolicyVersion;
import io.throughline.orchestration.policy.PolicyYaml;
import io.throughline.orchestration.policy.UnknownNames;
import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.orchestration.v1.ApplyPolicyResponse;
import io.throughline.orchestration.v1.GetPolicyRequest;
import io.throughline.orchestration.v1.GetPolicyResponse;
import io.throughline.orchestration.v1.ListPoliciesRequest;
import io.throughline.orchestration.v1.ListPoliciesResponse;
import io.throughline.orchestration.v1.Policy;
import io.throughline.orchestration.v1.PolicyService;
import jakarta.inject.Inject;

/** Takes policies in and shows them. */
@GrpcService
public class PolicyDoor implements PolicyService {

    private final PolicyStore policies;
    private final UnknownNames unknown;

    @Inject
    public PolicyDoor(PolicyStore policies, UnknownNames unknown) {
        this.policies = policies;
        this.unknown = unknown;
    }

    @Override
    public Uni<ApplyPolicyResponse> applyPolicy(ApplyPolicyRequest request) {
        var policy = PolicyYaml.draft(request.getYaml());
        return policies.apply(policy, request.getYaml()).flatMap(applied -> unknown.of(policy)
                .map(warnings -> ApplyPolicyResponse.newBuilder()
                        .setPolicy(message(applied.version()))
                        .setUnchanged(applied.unchanged())
                        .addAllWarnings(warnings)
                        .build()));
    }

    @Override
    public Uni<GetPolicyResponse> getPolicy(GetPolicyRequest request) {
        return policies.get(request.getName())
                .map(found -> GetPolicyResponse.newBuilder().setPolicy(message(found)).build());
    }

    @Override
    public Uni<ListPoliciesResponse> listPolicies(ListPoliciesRequest request) {
        int size = Pages.size(request.getPageSize());
        return policies.list(PageToken.read(request.getPageToken()).orElse(""), size + 1).map(found -> {
            var told = AnswerSize.fitting(found.stream().limit(size).map(PolicyDoor::message).toList());
            var response = ListPoliciesResponse.newBuilder().addAllPolicies(told);
            if (told.size() < found.size()) {
                response.setNextPageToken(PageToken.after(told.getLast().getName()));
            }
            return response.build();
        });
    }

    private static Policy message(PolicyVersion version) {
        return Policy.newBuilder()
                .setName(version.name)
                .setVersion(version.version)
                .setTitle(version.title)
                .setYaml(version.yaml)
                .build();
    }
}
